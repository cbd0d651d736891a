import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** A device of its own: its state and, beside it, the configuration folder that holds its key. */
export interface DeviceFolder {
  readonly root: string;
  readonly state: string;
  readonly config: string;
  readonly environment: { readonly FIRSTRING_STATE: string; readonly XDG_CONFIG_HOME: string };
  /** Names and digests of all files: equal texts are equal bytes. */
  readonly fingerprint: () => Promise<string>;
  readonly files: () => Promise<readonly { readonly name: string; readonly bytes: Buffer }[]>;
  readonly remove: () => Promise<void>;
}

export function createDeviceFolder(): DeviceFolder {
  const root = mkdtempSync(join(tmpdir(), 'firstring-cli-'));
  const state = join(root, 'state');
  const config = join(root, 'config');
  const files: DeviceFolder['files'] = async () => {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return Promise.all(paths.sort().map(async (path) => ({ name: relative(root, path), bytes: await readFile(path) })));
  };
  return {
    root,
    state,
    config,
    environment: { FIRSTRING_STATE: state, XDG_CONFIG_HOME: config },
    files,
    fingerprint: async () => (await files()).map(({ name, bytes }) => `${createHash('sha256').update(bytes).digest('hex')} ${name}`).join('\n'),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }),
  };
}
