import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Keeps a second process out of a data folder, which two embedded databases would destroy. Returns what gives it back.
 * The mark of a process that is gone is taken over. In a container every process may be number 1: the own number counts
 * as gone, since within one process {@link held} knows better.
 */
export function lockDirectory(directory: string): () => void {
  const file = join(directory, 'in-use-by');
  if (held.has(file)) throw new DirectoryInUse(directory, process.pid);
  const owner = readOwner(file);
  if (owner !== undefined && owner !== process.pid && isAlive(owner)) throw new DirectoryInUse(directory, owner);
  if (owner !== undefined) unlinkSync(file);
  writeFileSync(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
  held.add(file);
  return () => {
    held.delete(file);
    unlinkSync(file);
  };
}

const held = new Set<string>();

/** The data folder belongs to another process that runs. */
export class DirectoryInUse extends Error {
  constructor(directory: string, owner: number) {
    super(`The data folder ${directory} is in use by process ${owner}. Stop it, or choose another folder (DATA_DIR).`);
    this.name = 'DirectoryInUse';
  }
}

function readOwner(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
