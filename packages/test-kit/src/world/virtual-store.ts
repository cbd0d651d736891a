import type { StoredGeneration, StoreFailure, StorePort } from '@firstring/core/driver';
import type { VirtualWork } from './virtual-work.js';

/** What survives the end of an app: the generations of every instance, newest first. */
export interface VirtualDisk {
  instances: readonly (readonly [instance: string, generations: readonly StoredGeneration[]])[];
  /** How the next commits fail. */
  failures: readonly StoreFailure['reason'][];
  /** Nothing can be read or written. */
  broken: boolean;
}

const WORDS: { readonly [reason in StoreFailure['reason']]: string } = {
  full: 'ENOSPC',
  denied: 'EACCES',
  locked: 'ELOCKED',
  failed: 'EIO',
};

const BROKEN: { readonly ok: false; readonly failure: StoreFailure } = { ok: false, failure: { reason: 'failed', cause: WORDS.failed } };

export function createVirtualDisk(): VirtualDisk {
  return { instances: [], failures: [], broken: false };
}

/** A store over a disk; `alive` tells whether the app still runs: a dead one writes nothing and hears nothing. */
export function createVirtualStore(disk: VirtualDisk, work: VirtualWork, alive: () => boolean): StorePort {
  const generations = (instance: string): readonly StoredGeneration[] =>
    disk.instances.find(([name]) => name === instance)?.[1] ?? [];
  const write = (instance: string, next: readonly StoredGeneration[]): void => {
    disk.instances = [...disk.instances.filter(([name]) => name !== instance), [instance, next]];
  };
  const whileAlive = <T>(doing: () => T): Promise<T> =>
    work.after(STORE_MS, () => (alive() ? { done: doing() } : undefined)).then((result) => result?.done ?? NEVER);
  return {
    durable: true,
    scope: 'host',
    load: (instance) => whileAlive(() => (disk.broken ? BROKEN : { ok: true, generations: generations(instance) })),
    commit: (instance, next, expected) =>
      whileAlive(() => {
        if (disk.broken) return { ...BROKEN, conflict: false };
        const [reason, ...later] = disk.failures;
        disk.failures = later;
        if (reason !== undefined) return { ok: false, conflict: false, failure: { reason, cause: WORDS[reason] } };
        const before = generations(instance);
        if (before[0]?.number !== expected) return { ok: false, conflict: true };
        if (!follows(next.number, expected)) return { ok: false, conflict: false, failure: { reason: 'failed', cause: 'ERANGE' } };
        write(instance, [next, ...before.slice(0, 1)]);
        return { ok: true };
      }),
    forget: (instance) =>
      whileAlive(() => {
        if (disk.broken) return BROKEN;
        write(instance, generations(instance).slice(0, 1));
        return { ok: true };
      }),
  };
}

/** Numbers grow by one, so that two commits after the same generation never stand beside each other. */
function follows(number: number, expected: number | undefined): boolean {
  return expected === undefined ? Number.isSafeInteger(number) && number >= 0 : number === expected + 1;
}

/** The disk as text, in a stable order. */
export function dumpDisk(disk: VirtualDisk): string {
  return [...disk.instances]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([instance, stored]) => stored.map(({ number, text }) => `${instance} #${number}\n${text}\n`).join(''))
    .join('');
}

const STORE_MS = 2;

// A dead app waits for ever: whatever it still has in hand must not come back.
const NEVER: Promise<never> = new Promise<never>(() => {});
