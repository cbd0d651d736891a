import { parseJson } from '../document/json.js';
import type { Pairs } from '../document/tree.js';
import type { Command } from '../machine/command.js';
import { encodeGeneration } from '../store/text.js';
import type { World } from './world.js';
import { referencesIn } from './vault.js';

type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;

/** What a port that rejects or throws all the same is taken for. */
const REJECTED = { reason: 'failed', cause: 'port-rejected' } as const;

async function settled<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch {
    return otherwise;
  }
}

function isPairs(value: unknown): value is Pairs<string> {
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string'));
}

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
    const loaded = await settled(() => store.load(instance), { ok: false, failure: REJECTED });
    const entropy = host.entropy(16);
    if (loaded.ok) tell({ type: 'store.loaded', generations: loaded.generations, entropy });
    else tell({ type: 'store.unreadable', trouble: loaded.failure, entropy });
  };

  const open = async ({ sealed, number }: CommandOf<'secrets.open'>): Promise<void> => {
    const opened = await settled(() => secrets.open(instance, sealed, context(number)), { ok: false, failure: REJECTED });
    if (!opened.ok) return tell({ type: 'secrets.failed', trouble: opened.failure });
    const values = parseJson(opened.plain)?.value;
    if (!isPairs(values)) return tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'unreadable' } });
    vault.restore(values);
    tell({ type: 'secrets.opened' });
  };

  const commit = async ({ generation, expected }: CommandOf<'store.commit'>): Promise<void> => {
    const values = vault.select(referencesIn(generation));
    let sealed: string | undefined;
    if (values.length > 0) {
      const sealing = await settled(() => secrets.seal(instance, JSON.stringify(values), context(generation.number)), { ok: false, failure: REJECTED });
      if (!sealing.ok) return tell({ type: 'store.refused', trouble: sealing.failure });
      sealed = sealing.sealed;
    }
    const next = encodeGeneration(generation, sealed);
    // No lock: the comparison inside `commit` decides, and waiting for one would only delay the same answer (S6).
    const committed = await settled(() => store.commit(instance, next, expected), { ok: false, conflict: false, failure: REJECTED });
    if (committed.ok) tell({ type: 'store.committed', number: generation.number });
    else if (committed.conflict) tell({ type: 'store.conflicted' });
    else tell({ type: 'store.refused', trouble: committed.failure });
  };

  const forget = async (): Promise<void> => {
    const destroyed = await settled(() => secrets.destroy(instance), { ok: false, failure: REJECTED });
    const forgotten = await settled(() => store.forget(instance), { ok: false, failure: REJECTED });
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
