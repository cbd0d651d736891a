import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errorCode } from './error-code.js';
import { removeQuietly } from './publish-file.js';

const LONGEST_WAIT_MS = 10_000;
const STALE_MS = 30_000;
const FIRST_POLL_MS = 2;
const LONGEST_POLL_MS = 50;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/**
 * Runs `work` while a lock file is ours. A lock only spares work that a commit's comparison would reject: where it cannot
 * be had in time, or at all, the work runs without it (S6). Settles as the work does.
 */
export async function withLockFile<T>(path: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const token = randomBytes(12).toString('hex');
  const held = await acquire(path, token, Math.min(Math.max(0, waitMs), LONGEST_WAIT_MS)).catch(() => false);
  try {
    return await work();
  } finally {
    if (held) await release(path, token);
  }
}

async function acquire(path: string, token: string, waitMs: number): Promise<boolean> {
  const holder: Holder = { pid: process.pid, host: hostname(), token };
  const until = performance.now() + waitMs;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  for (let poll = FIRST_POLL_MS; ; poll = Math.min(poll * 2, LONGEST_POLL_MS)) {
    try {
      await writeFile(path, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        await removeIfStill(path, ''); // a full disk takes the name and not the text
        throw error;
      }
    }
    const stale = await staleText(path);
    if (stale !== undefined && (await removeIfStill(path, stale))) continue;
    if (performance.now() >= until) return false;
    await wait(poll);
  }
}

/** The text of a lock that nobody holds any more: its process is gone, or it is older than any work takes. */
async function staleText(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    const age = Math.abs(Date.now() - (await stat(path)).mtimeMs);
    return age > STALE_MS || holderIsGone(text) ? text : undefined;
  } catch {
    return undefined; // released meanwhile
  }
}

function holderIsGone(text: string): boolean {
  const holder = readHolder(text);
  if (holder === undefined || holder.host !== hostname()) return false; // being written, or not ours to judge
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}

function readHolder(text: string): Holder | undefined {
  try {
    const { pid, host, token } = JSON.parse(text) as Partial<Holder>;
    if (!Number.isSafeInteger(pid) || (pid ?? 0) <= 0 || typeof host !== 'string' || typeof token !== 'string') return undefined;
    return { pid: pid ?? 0, host, token };
  } catch {
    return undefined;
  }
}

async function removeIfStill(path: string, text: string): Promise<boolean> {
  try {
    if ((await readFile(path, 'utf8')) !== text) return false;
    await unlink(path);
    return true;
  } catch {
    return false;
  }
}

async function release(path: string, token: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '');
  if (readHolder(text)?.token === token) await removeQuietly(path);
}
