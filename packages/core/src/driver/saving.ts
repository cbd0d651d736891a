import { parseJson } from '../document/json.js';
import type { Pairs } from '../document/tree.js';
import type { StorageTrouble } from '../machine/event.js';
import type { Command } from '../machine/command.js';
import { encodeGeneration } from '../store/text.js';
import type { World } from './world.js';
import type { StoreCommit } from './ports.js';
import { referencesIn } from './vault.js';

type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;

/** No wait for a lock is longer (S6), in ms. */
const LOCK_WAIT_MS = 10_000;

/** What a port that rejects all the same is taken for. */
const REJECTED: StorageTrouble = { reason: 'failed', cause: 'port-rejected' };

export interface Saving {
  load(): void;
  open(command: CommandOf<'secrets.open'>): void;
  commit(command: CommandOf<'store.commit'>): void;
  forget(): void;
}

/** Generations and their sealed secrets (S1, S3). */
export function createSaving({ ports, instance, vault, tell }: World): Saving {
  const { store, secrets, host } = ports;
  const context = (number: number): string => `${instance}/${String(number)}`;

  const load = async (): Promise<void> => {
    const loaded = await store.load(instance).catch(() => ({ ok: false, failure: REJECTED }) as const);
    const entropy = host.entropy(16);
    if (loaded.ok) tell({ type: 'store.loaded', generations: loaded.generations, entropy });
    else tell({ type: 'store.unreadable', trouble: loaded.failure, entropy });
  };

  const open = async ({ sealed, number }: CommandOf<'secrets.open'>): Promise<void> => {
    const opened = await secrets.open(instance, sealed, context(number)).catch(() => ({ ok: false, failure: { reason: 'failed', cause: 'port-rejected' } }) as const);
    if (!opened.ok) return tell({ type: 'secrets.failed', trouble: opened.failure });
    const values = parseJson(opened.plain);
    if (values === undefined) return tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'unreadable' } });
    vault.restore(values.value as Pairs<string>);
    tell({ type: 'secrets.opened' });
  };

  const commit = async ({ generation, expected }: CommandOf<'store.commit'>): Promise<void> => {
    const values = vault.select(referencesIn(generation));
    let sealed: string | undefined;
    if (values.length > 0) {
      const sealing = await secrets.seal(instance, JSON.stringify(values), context(generation.number)).catch(() => ({ ok: false, failure: REJECTED }) as const);
      if (!sealing.ok) return tell({ type: 'store.refused', trouble: sealing.failure });
      sealed = sealing.sealed;
    }
    const next = encodeGeneration(generation, sealed);
    const flip = (): Promise<StoreCommit> => store.commit(instance, next, expected);
    const committed = await host
      .exclusively(`${instance}/commit`, LOCK_WAIT_MS, flip)
      .catch(() => ({ ok: false, conflict: false, failure: REJECTED }) as const);
    if (committed.ok) tell({ type: 'store.committed', number: generation.number });
    else if (committed.conflict) tell({ type: 'store.conflicted' });
    else tell({ type: 'store.refused', trouble: committed.failure });
  };

  const forget = async (): Promise<void> => {
    vault.retain(new Set());
    const destroyed = await secrets.destroy(instance).catch(() => ({ ok: false, failure: REJECTED }) as const);
    const forgotten = await store.forget(instance).catch(() => ({ ok: false, failure: REJECTED }) as const);
    const failed = !destroyed.ok ? destroyed : !forgotten.ok ? forgotten : undefined;
    if (failed === undefined) tell({ type: 'store.forgotten' });
    else tell({ type: 'store.refused', trouble: failed.failure });
  };

  return {
    load: () => void load(),
    open: (command) => void open(command),
    commit: (command) => void commit(command),
    forget: () => void forget(),
  };
}
