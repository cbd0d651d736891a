import type { SecretsPort } from '@firstring/core/driver';
import { createDatabase } from './database.js';
import { createKeySecrets } from './key-secrets.js';
import { createMemorySecrets } from './memory-secrets.js';

/** Secrets as the app wants them kept, or in memory where the browser cannot keep them; `level` says which (S3). */
export function createSecretsPort(database: string, wanted: 'memory' | 'key'): SecretsPort {
  const canKeep = globalThis.crypto?.subtle !== undefined && globalThis.indexedDB !== undefined;
  return wanted === 'key' && canKeep ? createKeySecrets(createDatabase(`${database}/keys`)) : createMemorySecrets();
}
