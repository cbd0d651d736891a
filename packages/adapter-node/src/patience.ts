import { setTimeout as wait } from 'node:timers/promises';
import { errorCode } from './error-code.js';

const TRIES = 5;
const FIRST_WAIT_MS = 10;

/** What Windows answers while a virus scanner or an indexer holds a file for a moment. */
const BUSY: ReadonlySet<string> = new Set(['EPERM', 'EBUSY', 'EACCES']);

/** Does a file operation, on Windows up to five times more, for 310 ms at most. Elsewhere the first word counts. */
export async function patiently<T>(work: () => Promise<T>, platform: string = process.platform): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (platform !== 'win32' || tries >= TRIES || !BUSY.has(errorCode(error))) throw error;
      await wait(FIRST_WAIT_MS * 2 ** tries);
    }
  }
}
