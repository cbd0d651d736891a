import type { StoreCommit, StoredGeneration, StoreFailure, StoreLoad, StorePort } from '@firstring/core/driver';
import { errorSays, errorWord } from './error-word.js';
import { inTurn } from './in-turn.js';
import { instanceName } from './instance-name.js';
import type { NativeTimers } from './native-globals.js';
import type { NativeStorage } from './native-modules.js';

const CONFLICT: StoreCommit = { ok: false, conflict: true };
const LATE = { ok: false, failure: { reason: 'locked', cause: 'timeout' } } as const;

/**
 * Generations in AsyncStorage: `firstring/<instance>/<number>` holds a text, `firstring/<instance>/newest` names the newest
 * one and the one before. A commit is the moment in which that short value is written (S1). docs/decisions/0008.
 */
export function createStorePort(storage: NativeStorage, timers: NativeTimers): StorePort {
  return {
    durable: true,
    scope: 'process',
    load: (instance) => inTurn(storage, timers, () => load(shelfOf(storage, instance)), () => LATE),
    commit: (instance, next, expected) => {
      let committed = false;
      const flipped = (): void => {
        committed = true;
      };
      return inTurn<StoreCommit>(
        storage,
        timers,
        (isLate) => commit(shelfOf(storage, instance), next, expected, isLate, flipped),
        () => (committed ? { ok: true } : { ...LATE, conflict: false }),
      );
    },
    forget: (instance) => inTurn(storage, timers, (isLate) => forget(shelfOf(storage, instance), isLate), () => LATE),
  };
}

/** The keys of one instance (F10). */
interface Shelf {
  readonly storage: NativeStorage;
  readonly newest: string;
  readonly keyOf: (number: number) => string;
  readonly numberOf: (key: string) => number | undefined;
}

function shelfOf(storage: NativeStorage, instance: string): Shelf {
  const prefix = `firstring/${instanceName(instance)}/`;
  return {
    storage,
    newest: `${prefix}newest`,
    keyOf: (number) => prefix + String(number),
    numberOf: (key) => (key.startsWith(prefix) && /^\d{1,16}$/.test(key.slice(prefix.length)) ? Number(key.slice(prefix.length)) : undefined),
  };
}

async function load(shelf: Shelf): Promise<StoreLoad> {
  try {
    const generations: StoredGeneration[] = [];
    // A text that is gone reads as an empty one: the core takes it for the damage that it is (S2).
    for (const number of await named(shelf)) generations.push({ number, text: (await shelf.storage.getItem(shelf.keyOf(number))) ?? '' });
    return { ok: true, generations };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

/** The numbers that count, newest first. What no commit has named is not there. */
async function named(shelf: Shelf): Promise<readonly number[]> {
  const text = await shelf.storage.getItem(shelf.newest);
  if (text === null) return [];
  if (/^\d{1,16}( \d{1,16})?$/.test(text)) return text.split(' ').map(Number);
  // Damaged, by somebody else. One number above all that lie there stands for what is unknown, so that the loss is told (S2)
  // and the next commit has something to follow.
  const [highest] = await present(shelf);
  return [(highest ?? 0) + 1, ...(highest === undefined ? [] : [highest])];
}

/** The numbers of all texts that lie there, named or not, highest first. */
async function present({ storage, numberOf }: Shelf): Promise<readonly number[]> {
  const keys = await storage.getAllKeys();
  return keys.flatMap((key) => numberOf(key) ?? []).sort((one, other) => other - one);
}

async function commit(shelf: Shelf, next: StoredGeneration, expected: number | undefined, isLate: () => boolean, flipped: () => void): Promise<StoreCommit> {
  const { storage, keyOf } = shelf;
  try {
    const [newest] = await named(shelf);
    if (newest !== expected) return CONFLICT;
    if (!follows(next.number, expected)) return refused({ reason: 'failed', cause: 'out-of-range' });
    if (isLate()) return { ...LATE, conflict: false };
    const key = keyOf(next.number);
    await storage.setItem(key, next.text);
    // Android stores rows that it then cannot read (2 MB): better to know before anything depends on it.
    if ((await storage.getItem(key)) !== next.text) return refused({ reason: 'failed', cause: 'read-back' });
    if (isLate()) return { ...LATE, conflict: false };
    await storage.setItem(shelf.newest, [next.number, ...(expected === undefined ? [] : [expected])].join(' '));
    flipped();
  } catch (error) {
    return refused(failureOf(error));
  }
  await removeOthers(shelf, [next.number, expected]).catch(() => undefined); // the next commit prunes too
  return { ok: true };
}

/** Numbers grow by one, so that no text is written over one that is named. */
function follows(number: number, expected: number | undefined): boolean {
  return Number.isSafeInteger(number) && number >= 0 && (expected === undefined || number === expected + 1);
}

async function removeOthers(shelf: Shelf, kept: readonly (number | undefined)[]): Promise<void> {
  for (const number of await present(shelf)) if (!kept.includes(number)) await shelf.storage.removeItem(shelf.keyOf(number));
}

async function forget(shelf: Shelf, isLate: () => boolean): ReturnType<StorePort['forget']> {
  try {
    const [newest, before] = await named(shelf);
    if (isLate()) return LATE;
    if (newest !== undefined && before !== undefined) await shelf.storage.setItem(shelf.newest, String(newest));
    await removeOthers(shelf, [newest]);
    return { ok: true };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

function refused(failure: StoreFailure): StoreCommit {
  return { ok: false, conflict: false, failure };
}

/** What SQLite, Android's cursor and NSFileManager say. The first that fits counts. */
const REASONS: readonly (readonly [words: RegExp, reason: StoreFailure['reason']])[] = [
  [/SQLITE_FULL|SQLITE_TOOBIG|disk is full|quota|no space|out of space|ENOSPC|Code=640\b/i, 'full'],
  [/row too big|CursorWindow|BlobTooBig/i, 'full'],
  [/SQLITE_(READONLY|PERM|AUTH|CANTOPEN)|readonly database|permission|Code=(257|513)\b/i, 'denied'],
  [/SQLITE_(BUSY|LOCKED)|database( table)? is locked/i, 'locked'],
];

function failureOf(error: unknown): StoreFailure {
  const [, reason] = REASONS.find(([words]) => errorSays(error, words)) ?? [undefined, 'failed' as const];
  return { reason, cause: errorWord(error) };
}
