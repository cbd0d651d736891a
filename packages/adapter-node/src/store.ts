import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StoreCommit, StoredGeneration, StoreFailure, StoreLoad, StorePort } from '@firstring/core/driver';
import { errorCode } from './error-code.js';
import { fileNameFor } from './file-name.js';
import { patiently } from './patience.js';
import { isTemporary, type Link, publish, removeAbandoned, removeQuietly, syncFolder, writeTemporary } from './publish-file.js';

const KEPT = 2;
const LOAD_TRIES = 20;
const NAME = /^generation-(\d{12,16})\.json$/;
const CONFLICT: StoreCommit = { ok: false, conflict: true };

/**
 * Generations as files, one folder an instance (F10): `instance-<name>/generation-<number>.json`. The highest number is
 * the newest generation; a commit is the moment in which its finished file gets that name (S1). docs/decisions/0006.
 */
export function createStorePort(stateDir: string, link?: Link): StorePort {
  const folderOf = (instance: string): string => join(stateDir, `instance-${fileNameFor(instance)}`);
  return {
    durable: true,
    scope: 'host',
    load: (instance) => load(folderOf(instance)),
    commit: (instance, next, expected) => commit(folderOf(instance), next, expected, link),
    forget: (instance) => forget(folderOf(instance)),
  };
}

async function load(folder: string): Promise<StoreLoad> {
  try {
    await removeAbandoned(folder).catch(() => undefined); // a read-only store can be read all the same
    for (let tries = 1; ; tries += 1) {
      try {
        const numbers = (await numbersIn(folder)).slice(0, KEPT);
        return { ok: true, generations: await Promise.all(numbers.map((number) => read(folder, number))) };
      } catch (error) {
        // Somebody committed and pruned between listing and reading.
        if (errorCode(error) !== 'ENOENT' || tries === LOAD_TRIES) throw error;
      }
    }
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

async function read(folder: string, number: number): Promise<StoredGeneration> {
  return { number, text: await patiently(() => readFile(pathOf(folder, number), 'utf8')) };
}

async function commit(folder: string, next: StoredGeneration, expected: number | undefined, link?: Link): Promise<StoreCommit> {
  let temporary: string | undefined;
  try {
    await makeFolder(folder);
    // Written before the newest number is looked at: while it lies there, nobody frees a name (see `prune`), so the name
    // is free exactly when no other commit has followed `expected` (S6).
    temporary = await writeTemporary(folder, next.text);
    const [newest] = await numbersIn(folder);
    if (newest !== expected) return CONFLICT;
    if (!follows(next.number, expected)) return { ok: false, conflict: false, failure: { reason: 'failed', cause: 'ERR_OUT_OF_RANGE' } };
    if (!(await publish(temporary, pathOf(folder, next.number), link))) return CONFLICT;
  } catch (error) {
    return { ok: false, conflict: false, failure: failureOf(error) };
  } finally {
    if (temporary !== undefined) await removeQuietly(temporary);
  }
  // Together: should only the pruning survive a power cut, the generation before is still there. The next commit prunes too.
  await Promise.all([syncFolder(folder), prune(folder).catch(() => undefined)]);
  return { ok: true };
}

/** Numbers grow by one; a gap would let two commits after the same generation take different names. */
function follows(number: number, expected: number | undefined): boolean {
  return Number.isSafeInteger(number) && number >= 0 && (expected === undefined || number === expected + 1);
}

async function prune(folder: string): Promise<void> {
  await removeAbandoned(folder);
  const names = await readdir(folder);
  if (names.some(isTemporary)) return; // a commit is under way
  for (const number of numbersAmong(names).slice(KEPT)) await removeQuietly(pathOf(folder, number));
}

async function forget(folder: string): ReturnType<StorePort['forget']> {
  let failure: StoreFailure | undefined;
  const remove = async (path: string): Promise<void> => {
    try {
      await patiently(() => unlink(path));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') failure ??= failureOf(error);
    }
  };
  try {
    // Temporary files first, also fresh ones: a late commit must not bring back what is forgotten here (R12).
    for (const name of (await namesIn(folder)).filter(isTemporary)) await remove(join(folder, name));
    for (const number of (await numbersIn(folder)).slice(1)) await remove(pathOf(folder, number));
    await syncFolder(folder);
  } catch (error) {
    failure ??= failureOf(error);
  }
  return failure === undefined ? { ok: true } : { ok: false, failure };
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  await syncFolder(dirname(folder));
  await syncFolder(dirname(made));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Newest first. */
async function numbersIn(folder: string): Promise<readonly number[]> {
  return numbersAmong(await namesIn(folder));
}

function numbersAmong(names: readonly string[]): readonly number[] {
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => other - one);
}

function pathOf(folder: string, number: number): string {
  return join(folder, `generation-${String(number).padStart(12, '0')}.json`);
}

function failureOf(error: unknown): StoreFailure {
  const cause = errorCode(error);
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(cause)) return { reason: 'full', cause };
  if (['EACCES', 'EPERM', 'EROFS'].includes(cause)) return { reason: 'denied', cause };
  return { reason: 'failed', cause };
}
