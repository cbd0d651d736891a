import { resolve } from 'node:path';
import type { LookupFunction } from 'node:net';
import type { Ports } from '@firstring/core/driver';
import { createXmlPort } from '@firstring/core/xml';
import { decodeUtf8 } from './decode-utf8.js';
import { createHostPort } from './host.js';
import { createHttpPort } from './http.js';
import { createSecretsPort } from './secrets.js';
import { createStorePort } from './store.js';

/** What an app may decide about its ports on Node. Only `stateDir` has no default. */
export interface NodePortsOptions {
  /** Folder of the saved generations (S1); made with mode 0700 when first needed. A relative path counts from here and now. */
  readonly stateDir: string;
  /**
   * Folder of the keys that open the saved secrets (S3). Default: `firstring/keys` in the user's configuration folder
   * (`XDG_CONFIG_HOME` or `~/.config`, `~/Library/Application Support`, `%APPDATA%`), so that a copy of `stateDir` alone
   * opens nothing. Keys belong to the absolute path of `stateDir`: after moving it, the person signs in again.
   */
  readonly keyDir?: string;
  /** The key file itself, before `keyDir`; instances other than `default` add their name to it (F10). */
  readonly keyFile?: string;
  /** Resolves host names in place of the system, with the contract of `lookup` of `node:net` (`all: true` included). */
  readonly lookup?: LookupFunction;
  /** Certificates in PEM, trusted **instead of** those that Node trusts by default. */
  readonly ca?: string | Buffer | readonly (string | Buffer)[];
}

/**
 * Everything that a provisioner needs on Node: HTTP, XML, files, secrets, host. Touches nothing until it is used. Several
 * calls with the same `stateDir`, also in several processes, share one store (S6).
 */
export function createNodePorts(options: NodePortsOptions): Ports {
  const stateDir = resolve(options.stateDir);
  return {
    http: createHttpPort(options),
    xml: createXmlPort({ decode: decodeUtf8 }),
    store: createStorePort(stateDir),
    secrets: createSecretsPort({ ...options, stateDir }),
    host: createHostPort(stateDir),
  };
}
