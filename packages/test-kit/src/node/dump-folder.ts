import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Every file below a folder as text, one character a byte, in the order of their names. Empty where there is no folder yet. */
export async function dumpFolder(folder: string): Promise<string> {
  if (!existsSync(folder)) return '';
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pieces = await Promise.all(
    files.sort().map(async (file) => `--- ${relative(folder, file)}\n${await readFile(file, 'latin1')}\n`),
  );
  return pieces.join('');
}
