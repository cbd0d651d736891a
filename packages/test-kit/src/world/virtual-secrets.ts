import type { SecretLevel, SecretsPort } from '@firstring/core/driver';
import type { VirtualWork } from './virtual-work.js';

/** A keystore apart from the disk: what is sealed is only a ticket, so no plain text can be in a dump. */
export interface VirtualKeystore {
  entries: readonly Entry[];
  issued: number;
}

interface Entry {
  readonly ticket: string;
  readonly instance: string;
  readonly context: string;
  readonly plain: string;
}

export function createVirtualKeystore(): VirtualKeystore {
  return { entries: [], issued: 0 };
}

export function createVirtualSecrets(keystore: VirtualKeystore, work: VirtualWork, level: SecretLevel): SecretsPort {
  return {
    level,
    seal: (instance, plain, context) =>
      work.after(SECRETS_MS, () => {
        keystore.issued += 1;
        const ticket = `ticket:${keystore.issued}`;
        keystore.entries = [...keystore.entries, { ticket, instance, context, plain }];
        return { ok: true, sealed: ticket };
      }),
    open: (instance, sealed, context) =>
      work.after(SECRETS_MS, () => {
        const found = keystore.entries.find((entry) => entry.ticket === sealed && entry.instance === instance);
        if (found === undefined) return { ok: false, failure: { reason: 'lost', cause: 'ENOENT' } };
        if (found.context !== context) return { ok: false, failure: { reason: 'failed', cause: 'ECONTEXT' } };
        return { ok: true, plain: found.plain };
      }),
    destroy: (instance) =>
      work.after(SECRETS_MS, () => {
        keystore.entries = keystore.entries.filter((entry) => entry.instance !== instance);
        return { ok: true };
      }),
  };
}

const SECRETS_MS = 1;
