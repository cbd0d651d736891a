import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { strongEtag } from '../http/etag.js';
import type { Cacheable } from '../http/send-cacheable.js';

/** What a built page is made of. Anything else would be guessed at, so it is not served. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** A built page is small; a folder above this is the wrong one. */
const MOST_FILES = 500;
const MOST_BYTES = 32 * 1024 * 1024;

export const INDEX = 'index.html';

/**
 * The files of a built page, by their paths below `directory` with forward slashes. Read once: what is asked for later is
 * looked up here and never on the disk, so no path can lead out of the folder. Links and hidden files are left out.
 * Rejects where the folder cannot be read, holds no `index.html`, or is too large to be a built page.
 */
export async function readFolder(directory: string): Promise<ReadonlyMap<string, Cacheable>> {
  const files = new Map<string, Cacheable>();
  let bytesSoFar = 0;
  const readBelow = async (folder: string, prefix: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const mediaType = MEDIA_TYPES[extname(entry.name).toLowerCase()];
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) await readBelow(path, `${prefix}${entry.name}/`);
      if (!entry.isFile() || mediaType === undefined) continue;
      bytesSoFar += (await stat(path)).size;
      if (files.size === MOST_FILES || bytesSoFar > MOST_BYTES) throw new Error('the folder of the page holds more than a built page does.');
      const bytes = await readFile(path);
      files.set(prefix + entry.name, { bytes, mediaType, etag: strongEtag(bytes) });
    }
  };
  await readBelow(await resolved(directory), '');
  if (!files.has(INDEX)) throw new Error('the folder of the page holds no index.html. Build the page first.');
  return files;
}

async function resolved(directory: string): Promise<string> {
  try {
    return await realpath(directory);
  } catch {
    throw new Error('the folder of the page is not there. Build the page first, or see DEMO_DIR.');
  }
}
