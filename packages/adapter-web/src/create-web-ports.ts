import type { Ports } from '@firstring/core/driver';
import { createHostPort } from './host.js';
import { createHttpPort } from './http.js';
import { lazyXmlPort } from './lazy-xml.js';
import { createSecretsPort } from './secrets.js';
import { createStorePort } from './store.js';

/** What an app may decide about its ports in a browser. Everything has a default. */
export interface WebPortsOptions {
  /**
   * Name of the IndexedDB database of the saved generations (S1). Default `firstring`. Keys lie in `<database>/keys`,
   * `<database>/log` comes and goes, and Web Locks are named after it.
   */
  readonly database?: string;
  /**
   * How passwords and tokens are kept (S3). `memory`, the default: not at all, the person signs in again after a reload;
   * level `memory`. `key`: encrypted with a key that scripts can use and not read out; level `obfuscated`. Where the browser
   * has no WebCrypto (a page over plain http), `key` is `memory` too, and the level says so.
   */
  readonly secrets?: 'memory' | 'key';
  /** Reads XML in place of `DOMParser`: in a worker, which has none, `createXmlPort()` of `@firstring/core/xml`. */
  readonly xml?: Ports['xml'];
}

/**
 * Everything that a provisioner needs in a browser: HTTP, XML, IndexedDB, secrets, host. Touches nothing until it is used,
 * and loads where there is no window. Several calls with the same `database`, also in other tabs, share one store (S6).
 */
export function createWebPorts({ database = 'firstring', secrets = 'memory', xml = lazyXmlPort() }: WebPortsOptions = {}): Ports {
  return {
    http: createHttpPort(),
    xml,
    store: createStorePort(database),
    secrets: createSecretsPort(database, secrets),
    host: createHostPort(database),
  };
}
