import { defined } from '../document/defined.js';
import { lookUp, type Asked } from '../document/tree.js';
import type { SavedDocument } from '../store/generation.js';
import type { Validators } from '../service/request-key.js';
import type { Running } from './state.js';

/** What is known of a document from its last answer; nothing on a first run, which consults no cache (W12), or after `resetCache` (R5). */
export function knownOf({ run, before }: Running, name: Asked): SavedDocument | undefined {
  if (run.refresh === undefined || run.refresh.resetCache === true) return undefined;
  return lookUp(before?.profile?.documents ?? [], name);
}

export function conditionsOf(state: Running, name: Asked): Validators | undefined {
  const { etag, lastModified, key } = knownOf(state, name) ?? {};
  return key === undefined || (etag ?? lastModified) === undefined ? undefined : defined({ etag, lastModified, key });
}
