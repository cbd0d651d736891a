import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { errorCode } from './error-code.js';
import { fileNameFor } from './file-name.js';
import { patiently } from './patience.js';
import { publish, removeAbandoned, removeQuietly, syncFolder, writeTemporary } from './publish-file.js';

/** Absolute paths. */
export interface KeyPlace {
  readonly stateDir: string;
  readonly keyDir?: string;
  readonly keyFile?: string;
}

const KEY_BYTES = 32;
const CREATE_TRIES = 3;

/** Where the key of an instance lies: outside the state folder, so that its copy alone opens nothing (S3). */
export function keyPathOf({ stateDir, keyDir, keyFile }: KeyPlace, instance: string): string {
  if (keyFile !== undefined) return instance === 'default' ? keyFile : `${keyFile}.${fileNameFor(instance)}`;
  const owner = process.platform === 'win32' ? stateDir.toLowerCase() : stateDir;
  const name = createHash('sha256').update(JSON.stringify([owner, instance])).digest('hex').slice(0, 32);
  return join(keyDir ?? defaultKeyDir(process.platform, process.env, homedir()), `${name}.key`);
}

/** The user's own configuration folder on each platform. */
export function defaultKeyDir(platform: string, environment: NodeJS.ProcessEnv, home: string): string {
  const keys = join('firstring', 'keys');
  if (platform === 'win32') return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), keys);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', keys);
  const base = environment['XDG_CONFIG_HOME'] ?? '';
  return join(isAbsolute(base) ? base : join(home, '.config'), keys); // a relative one does not count (XDG)
}

/** The key, `undefined` where there is none, `damaged` where the file is no key. Rejects with what the disk refuses. */
export async function readKey(path: string): Promise<Buffer | undefined | 'damaged'> {
  try {
    const text = await patiently(() => readFile(path, 'utf8'));
    return /^[0-9a-f]{64}\n$/.test(text) ? Buffer.from(text.trim(), 'hex') : 'damaged';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The key, made when there is none. Whoever makes one at the same time gets the same one. */
export async function readOrCreateKey(path: string): Promise<Buffer> {
  for (let tries = 1; ; tries += 1) {
    const key = await readKey(path);
    if (Buffer.isBuffer(key)) return key;
    if (tries > CREATE_TRIES) throw Object.assign(new Error('no key'), { code: 'EAGAIN' });
    if (key === 'damaged') await removeQuietly(path); // nothing opens with it any more
    await createKey(path);
  }
}

/** Whole or not at all: a second process must never read half a key, or seal with one that is then replaced. */
async function createKey(path: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeAbandoned(folder).catch(() => undefined);
  const temporary = await writeTemporary(folder, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
  try {
    await publish(temporary, path);
  } finally {
    await removeQuietly(temporary);
  }
  await syncFolder(folder);
}

/** Overwritten before it is removed: a second name of the same file, left by a crash, is worth nothing then. */
export async function destroyKey(path: string): Promise<void> {
  try {
    const file = await patiently(() => open(path, 'r+'));
    try {
      await file.write(randomBytes(KEY_BYTES * 2 + 1), 0, KEY_BYTES * 2 + 1, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await patiently(() => unlink(path));
    await syncFolder(dirname(path));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
