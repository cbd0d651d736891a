import type { IncomingNode } from '../document/mergeable.js';
import type { DocumentName } from '../document/tree.js';
import type { CloudId } from '../input/parameters.js';
import type { Scope, ServiceDefinition } from '../service/service.js';
import type { Generation } from '../store/generation.js';
import type { Book } from './book.js';

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
      /** Sent along where they belong to the request as it will be sent (R5). */
      readonly validators?: Validators;
    }
  | { readonly type: 'http.abort'; readonly id: number }
  /**
   * Reads the body that answered request `id`; `error` looks only for the sentence of a refusal (D8). With the digest `unless`
   * nothing is read: `document.unchanged` (R5).
   */
  | { readonly type: 'document.read'; readonly id: number; readonly as: DocumentName | 'error'; readonly unless?: string }
  /** Fills the templates of the portal's account defaults (D5a). */
  | { readonly type: 'account.fill'; readonly id: number; readonly nodes: readonly IncomingNode[]; readonly scope: Scope }
  /** Seals the secrets that `generation` refers to and saves both, if the newest number in the store is `expected` (S6). */
  | { readonly type: 'store.commit'; readonly generation: Generation; readonly expected: number | undefined }
  /** Remembers the book beside the generations; nothing waits for it, and what of it is lost costs a request, no profile. */
  | { readonly type: 'book.save'; readonly book: Book }
  /** After a sign-out was committed: removes every older generation and the envelope key (R12). */
  | { readonly type: 'store.forget' };

/** What a server is asked with whether its document changed (R5). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
  /** Keyed hash of the request they were an answer to. */
  readonly key: string;
}

/** Where a request goes. The portal gets the cloud ID and nothing else (F2). */
export type Target =
  | { readonly to: 'portal'; readonly document: 'provisioning' | 'theme'; readonly cloudId: CloudId }
  | { readonly to: 'provider'; readonly document: 'global_extprov' | 'extprov'; readonly service: ServiceDefinition; readonly scope: Scope };
