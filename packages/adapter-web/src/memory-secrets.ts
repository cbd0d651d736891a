import type { SecretsPort } from '@firstring/core/driver';
import { randomHex } from './random-hex.js';

interface Kept {
  readonly plain: string;
  readonly context: string;
}

const TOKEN_BYTES = 16;

/** Secrets never leave the memory: what is saved is a random name for them, which means nothing after a reload (S3). */
export function createMemorySecrets(): SecretsPort {
  const instances = new Map<string, Map<string, Kept>>();
  return {
    level: 'memory',
    seal: (instance, plain, context) => {
      const sealed = `memory.${randomHex(TOKEN_BYTES)}`;
      const kept = instances.get(instance) ?? new Map<string, Kept>();
      instances.set(instance, kept.set(sealed, { plain, context }));
      return Promise.resolve({ ok: true, sealed });
    },
    open: (instance, sealed, context) => {
      const kept = instances.get(instance)?.get(sealed);
      if (kept?.context === context) return Promise.resolve({ ok: true, plain: kept.plain });
      return Promise.resolve({ ok: false, failure: { reason: 'lost', cause: kept === undefined ? 'not-in-memory' : 'wrong-context' } });
    },
    destroy: (instance) => {
      instances.delete(instance);
      return Promise.resolve({ ok: true });
    },
  };
}
