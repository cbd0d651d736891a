import type { DocumentContent } from '../document/content.js';
import type { IncomingNode } from '../document/mergeable.js';
import type { Problem, Warning } from '../document/problem.js';
import type { DocumentName, Leaf, Pairs, Value } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import type { ItemEdit } from '../merge/edit.js';
import type { FailureReason } from '../policy/answer.js';
import type { StoredGeneration } from '../store/stored.js';
import type { Book } from '../store/book.js';

/** Why the store or the secrets could not do what was asked. */
export interface StorageTrouble {
  readonly reason: 'full' | 'denied' | 'locked' | 'lost' | 'failed';
  readonly cause: string;
}

interface Answering {
  /** The request this is about. */
  readonly id: number;
}

/** Facts, in the past tense. Each carries `at`, in ms since the epoch: the core has no clock of its own. */
export type MachineEvent = { readonly at: number } & (
  /** `entropy`: 32 random hex digits, the installation's id if the store knows none (W6). */
  | { readonly type: 'store.loaded'; readonly generations: readonly StoredGeneration[]; readonly book?: Book; readonly entropy: string }
  | { readonly type: 'store.unreadable'; readonly trouble: StorageTrouble; readonly entropy: string }
  | { readonly type: 'secrets.opened' }
  | { readonly type: 'secrets.failed'; readonly trouble: StorageTrouble }
  | { readonly type: 'provision.requested'; readonly parameters: Parameters<Leaf> }
  | { readonly type: 'retry.requested' }
  /** `only`: these documents; absent, all. `resetCache`: without validators (R5, I7). */
  | { readonly type: 'refresh.requested'; readonly by: 'person' | 'link'; readonly only?: readonly DocumentName[]; readonly resetCache?: true }
  /** A leaf gets a value of the user's, an item comes or goes (M7, M8); secrets are references (S3). */
  | { readonly type: 'edit.requested'; readonly path: string; readonly value: Value | ItemEdit }
  /** The user took the edit of that path back: what the provider sends counts again. */
  | { readonly type: 'edit.reverted'; readonly path: string }
  /** The app must not be disturbed from now on, or may be again (R8). */
  | { readonly type: 'hold.changed'; readonly held: boolean }
  | { readonly type: 'cancel.requested' }
  /** The app says whether what is on trial works (R10). */
  | { readonly type: 'trial.judged'; readonly works: boolean }
  /** What the platform says of the app and its network; `back` also stands for an orderly end of the app (R10). */
  | { readonly type: 'host.signalled'; readonly signal: 'online' | 'offline' | 'front' | 'back' | 'wake' }
  | { readonly type: 'sign-out.requested' }
  | (Answering & { readonly type: 'http.progressed'; readonly received: number; readonly total?: number })
  /** `key`: which request was answered (R5); absent where a redirect gave the answer, to which no validator belongs. */
  | (Answering & { readonly type: 'http.answered'; readonly status: number; readonly headers: Pairs<string>; readonly key?: string })
  | (Answering & { readonly type: 'http.failed'; readonly reason: FailureReason; readonly cause: string; readonly origin: string; readonly sent: boolean })
  /** The request could not be built (W5, W8, W9) or its redirect was refused (W11); nothing more is sent. */
  | (Answering & { readonly type: 'http.refused'; readonly problem: Problem })
  /** Something about a request that was sent all the same: an unknown placeholder, a header that was left out (W4, W5). */
  | (Answering & { readonly type: 'request.warned'; readonly warnings: readonly Warning[] })
  | (Answering & { readonly type: 'document.read'; readonly content: DocumentContent; readonly digest: string })
  /** Its bytes are those that were read the last time (R5). */
  | (Answering & { readonly type: 'document.unchanged' })
  | (Answering & { readonly type: 'document.refused'; readonly problem: Problem })
  | (Answering & { readonly type: 'account.filled'; readonly nodes: readonly IncomingNode[]; readonly warnings?: readonly Warning[] })
  /** A template could not be filled (D5a): what it needs is absent, or a value fits nowhere. */
  | (Answering & { readonly type: 'account.refused'; readonly problem: Problem })
  | { readonly type: 'store.committed'; readonly number: number }
  | { readonly type: 'store.conflicted' }
  | { readonly type: 'store.refused'; readonly trouble: StorageTrouble }
  | { readonly type: 'store.forgotten' }
  | { readonly type: 'clock.reached' }
  /** The platform says that there is a network again (F11). */
  | { readonly type: 'network.returned' }
);

export type EventOf<Type extends MachineEvent['type']> = Extract<MachineEvent, { readonly type: Type }>;
