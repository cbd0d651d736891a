import type { SecretLevel, SecretsPort } from '@firstring/core/driver';
import { hexByChance } from './virtual-chance.js';
import type { VirtualWork } from './virtual-work.js';

/** A keystore apart from the disk: what is sealed is only a ticket, so no plain text can be in a dump. */
export interface VirtualKeystore {
  entries: readonly Entry[];
}

interface Entry {
  readonly ticket: string;
  readonly instance: string;
  readonly context: string;
  readonly plain: string;
}

export function createVirtualKeystore(): VirtualKeystore {
  return { entries: [] };
}

/** Tickets are drawn by chance, so that none is another one's with a changed letter. */
export function createVirtualSecrets(keystore: VirtualKeystore, work: VirtualWork, random: () => number, level: SecretLevel): SecretsPort {
  return {
    level,
    seal: (instance, plain, context) =>
      work.after(SECRETS_MS, () => {
        const ticket = `ticket:${hexByChance(random, 16)}`;
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
