import { rename, rm, writeFile } from 'node:fs/promises';

/** Makes a folder unusable, as a damaged disk does: a plain file stands in its place, so nothing below it can be opened or made. */
export async function breakFolder(folder: string): Promise<void> {
  await renameIfThere(folder, aside(folder));
  await writeFile(folder, '', { flag: 'wx' });
}

/** Brings a broken folder back with what was in it. */
export async function mendFolder(folder: string): Promise<void> {
  await rm(folder);
  await renameIfThere(aside(folder), folder);
}

function aside(folder: string): string {
  return `${folder}-aside`;
}

async function renameIfThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
