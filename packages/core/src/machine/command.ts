import type { IncomingNode } from '../document/mergeable.js';
import type { Asked } from '../document/tree.js';
import type { CloudId } from '../input/parameters.js';
import type { Challenge } from '../service/choose-challenge.js';
import type { Validators } from '../service/request-key.js';
import type { Scope, ServiceDefinition } from '../service/service.js';
import type { Generation } from '../store/generation.js';
import type { Book } from '../store/book.js';

/** What is asked of the world, in the imperative. Plain data; secrets are references (S3). */
export type Command =
  | { readonly type: 'store.load' }
  /** Opens what was sealed with this generation, so that its references can be resolved. */
  | { readonly type: 'secrets.open'; readonly sealed: string; readonly number: number }
  | {
      readonly type: 'http.send';
      readonly id: number;
      readonly target: Target;
      /** For the whole answer, in ms (F9). */
      readonly deadlineMs: number;
      /** For the decoded body, in bytes (F9). */
      readonly maxBytes: number;
      /** Keys what is told of which request was answered (R5). */
      readonly installId: string;
      /** What the last answer came with: sent along where it belongs to exactly this request (R5). */
      readonly validators?: Validators;
    }
  /** Stops a request; of one that was answered, drops the body that was not read. */
  | { readonly type: 'http.abort'; readonly id: number }
  /**
   * Reads the body that answered request `id`; `error` looks only for the sentence of a refusal (D8). With the digest `unless`
   * nothing is read: `document.unchanged` (R5).
   */
  | { readonly type: 'document.read'; readonly id: number; readonly as: Asked | 'error'; readonly unless?: string }
  /** Fills the templates of the portal's account defaults (D5a). */
  | { readonly type: 'account.fill'; readonly id: number; readonly nodes: readonly IncomingNode[]; readonly scope: Scope }
  /** Seals the secrets that `generation` refers to and saves both, if the newest number in the store is `expected` (S6). */
  | { readonly type: 'store.commit'; readonly generation: Generation; readonly expected: number | undefined }
  /** Remembers the book beside the generations; nothing waits for it, and what of it is lost costs a request, no profile. */
  | { readonly type: 'book.save'; readonly book: Book }
  /** After a sign-out was committed: removes every older generation and the envelope key (R12). */
  | { readonly type: 'store.forget' };

/** Where a request goes. The portal gets the cloud ID and nothing else (F2). */
export type Target =
  | { readonly to: 'portal'; readonly document: 'provisioning' | 'theme'; readonly cloudId: CloudId }
  | {
      readonly to: 'provider';
      readonly document: 'global_extprov' | 'extprov' | 'dialActionWs';
      readonly service: ServiceDefinition;
      readonly scope: Scope;
      /** Answers a challenge (W10); absent the first time. */
      readonly authentication?: Authentication;
    };

/** How the service's `AuthUsername` and `AuthPassword` sign a request (W10). The challenge is no secret. */
export interface Authentication {
  readonly challenge: Challenge;
  /** Whether it answers a second challenge, because the nonce of the first one was too old. */
  readonly renewed: boolean;
}
