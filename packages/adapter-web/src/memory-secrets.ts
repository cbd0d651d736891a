import type { SecretsPort } from '@firstring/core/driver';
import { randomHex } from './random-hex.js';
import { lost } from './secret-failure.js';

interface Kept {
  readonly instance: string;
  readonly context: string;
  readonly plain: string;
}

const TOKEN_BYTES = 16;

/** Secrets never leave the memory: what is saved is a random name for them, which means nothing after a reload (S3). */
export function createMemorySecrets(): SecretsPort {
  const all = new Map<string, Kept>();
  return {
    level: 'memory',
    seal: (instance, plain, context) => {
      const sealed = `memory.${randomHex(TOKEN_BYTES)}`;
      all.set(sealed, { instance, context, plain });
      return Promise.resolve({ ok: true, sealed });
    },
    open: (instance, sealed, context) => {
      const kept = all.get(sealed);
      const isMeant = kept?.instance === instance && kept.context === context;
      return Promise.resolve(isMeant ? { ok: true, plain: kept.plain } : lost('not-in-memory'));
    },
    destroy: (instance) => {
      for (const [sealed, kept] of all) if (kept.instance === instance) all.delete(sealed);
      return Promise.resolve({ ok: true });
    },
  };
}
