import { randomBytes } from 'node:crypto';
import { link as hardLink, open, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './error-code.js';
import { patiently } from './patience.js';

/** How a name is given to a finished file; a test passes one that refuses. */
export type Link = (from: string, to: string) => Promise<void>;

/** What a crash left behind is taken away after this time; a live commit takes milliseconds. */
const ABANDONED_MS = 60_000;
const CLAIM_ABANDONED_MS = 10_000;

/** File systems without hard links say so in many ways: FAT, exFAT, SMB, phones. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EISDIR', 'EMLINK']);

const TEMPORARY = /^temporary-[0-9a-f]{24}$/;
const CLAIM = /\.claim$/;

export function isTemporary(name: string): boolean {
  return TEMPORARY.test(name);
}

/** Writes a file under a name that nobody reads, down to the disk. */
export async function writeTemporary(folder: string, text: string): Promise<string> {
  const path = join(folder, `temporary-${randomBytes(12).toString('hex')}`);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await removeQuietly(path);
    throw error;
  }
  return path;
}

/**
 * Gives a finished file its name, if that name is free: the file system's own compare-and-swap. `false`: the name is
 * taken, or somebody took the temporary file away. The temporary file stays for the caller to remove.
 */
export async function publish(temporary: string, path: string, link: Link = hardLink): Promise<boolean> {
  try {
    await patiently(() => link(temporary, path));
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!NO_LINKS.has(code)) throw error;
    return publishByRename(temporary, path);
  }
}

/** A rename replaces what is there, so a claim, made exclusively, comes first. It names the temporary file it is for. */
async function publishByRename(temporary: string, path: string): Promise<boolean> {
  const claim = `${path}.claim`;
  try {
    await writeFile(claim, basename(temporary), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    await breakAbandoned(claim);
    return false;
  }
  try {
    if (await ageOf(path) !== undefined) return false;
    await patiently(() => rename(temporary, path));
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  } finally {
    await removeQuietly(claim);
  }
}

/** Its temporary file goes first: should its owner only have slept, it can rename nothing any more. */
async function breakAbandoned(claim: string): Promise<void> {
  const age = await ageOf(claim);
  if (age === undefined || age < CLAIM_ABANDONED_MS) return;
  const name = await readFile(claim, 'utf8').catch(() => '');
  if (isTemporary(name)) await removeQuietly(join(dirname(claim), name));
  await removeQuietly(claim);
}

/** Removes what crashes left in a folder. A commit that only slept so long ends as a conflict. */
export async function removeAbandoned(folder: string, olderThanMs: number = ABANDONED_MS): Promise<void> {
  const names = await readdir(folder);
  const left = [...names.filter(isTemporary), ...names.filter((name) => CLAIM.test(name))];
  for (const path of left.map((name) => join(folder, name))) {
    const age = await ageOf(path);
    if (age !== undefined && age >= olderThanMs) await removeQuietly(path);
  }
}

/** In ms; a time in the future, after the clock was set back, counts like one in the past. */
async function ageOf(path: string): Promise<number | undefined> {
  try {
    return Math.abs(Date.now() - (await stat(path)).mtimeMs);
  } catch {
    return undefined;
  }
}

export async function removeQuietly(path: string): Promise<void> {
  await patiently(() => unlink(path)).catch(() => undefined);
}

/** Makes names given or taken in a folder survive a power cut, where the platform can do that for folders. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows cannot; the file system's journal has to do.
  }
}
