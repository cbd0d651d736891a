import { defined } from '../document/defined.js';
import { laterProblem } from '../document/later-problem.js';
import type { Asked } from '../document/tree.js';
import { quarantinedUntil } from '../policy/quarantine.js';
import type { Quarantine } from '../store/generation.js';
import type { Run } from './run.js';
import { themeTrouble } from './theme-trouble.js';
import type { Refreshed, Running, Saving } from './state.js';

/** What is in quarantine now, for a refresh; a sign-in minds none (R10). */
export function quarantineAt({ run, before, book, settings }: Pick<Running, 'run' | 'before' | 'book' | 'settings'>, at: number): Quarantine | undefined {
  const quarantine = run.refresh && before?.profile?.quarantine;
  if (quarantine === undefined || settings.trial === undefined) return undefined;
  return quarantinedUntil(quarantine, book.quarantinedAt, at) === undefined ? undefined : quarantine;
}

/** R10: this is the content that failed. */
export function isQuarantined(state: Running, name: Asked, digest: string, at: number): boolean {
  return quarantineAt(state, at)?.documents.some((one) => one.document === name && one.digest === digest) === true;
}

/**
 * Whether the content changed: one of the documents brought something new. Not so the theme, which never weighs enough to be what
 * failed, and not the return to what is in use, which servers that disagree with each other may bring at any time.
 */
export function isLifted({ documents }: Quarantine, { steps }: Run): boolean {
  return documents.some(({ document }) => document !== 'theme' && steps[document].status === 'done');
}

/** What the state says of a refresh that ended well: which edits were set aside (D9), what was not applied (R10), what became of its theme (R9). */
export function besides({ run, before, book }: Running | Saving, at: number): Partial<Pick<Refreshed, 'problem' | 'outcome' | 'attention'>> {
  const { quarantined = [], setAside, theme } = run.refresh ?? {};
  if (setAside !== undefined) return { problem: setAside, attention: true };
  const [document] = quarantined;
  if (document === undefined) return themeTrouble(theme);
  const quarantine = before?.profile?.quarantine;
  const retryAt = quarantine && quarantinedUntil(quarantine, book.quarantinedAt, at);
  return { problem: laterProblem('refresh.quarantined', defined({ document, retryAt })), attention: true };
}
