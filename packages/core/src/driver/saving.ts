import { parseJson } from '../document/json.js';
import type { Pairs } from '../document/tree.js';
import { defined } from '../document/defined.js';
import { encodeGeneration } from '../store/text.js';
import type { Carriers } from './carriers.js';
import { createBookShelf } from './book-shelf.js';
import { settled } from './settled.js';
import type { World } from './world.js';
import { referencesIn } from './vault.js';

function isPairs(value: unknown): value is Pairs<string> {
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string'));
}

/** Generations and their sealed secrets (S1, S3). */
export function createSaving({ ports, instance, vault, tell }: World): Carriers<'store.load' | 'secrets.open' | 'store.commit' | 'book.save' | 'store.forget'> {
  const { store, secrets, host } = ports;
  const books = createBookShelf(store, instance);
  const context = (number: number): string => `${instance}/${String(number)}`;

  return {
    async 'store.load'() {
      const [loaded, book] = await Promise.all([settled(() => store.load(instance)), books.load()]);
      const entropy = host.entropy(16);
      tell(loaded.ok ? defined({ type: 'store.loaded', generations: loaded.generations, book, entropy }) : { type: 'store.unreadable', trouble: loaded.failure, entropy });
    },
    async 'secrets.open'({ sealed, number }) {
      const opened = await settled(() => secrets.open(instance, sealed, context(number)));
      if (!opened.ok) return tell({ type: 'secrets.failed', trouble: opened.failure });
      const values = parseJson(opened.plain)?.value;
      await books.idle(); // a start with what is on trial is written down before the app sees it (R10)
      if (!isPairs(values)) return tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'unreadable' } });
      vault.restore(values);
      tell({ type: 'secrets.opened' });
    },
    async 'store.commit'({ generation, expected }) {
      const { number } = generation;
      const values = vault.select(referencesIn(generation));
      const sealing = values.length === 0 ? undefined : await settled(() => secrets.seal(instance, JSON.stringify(values), context(number)));
      if (sealing?.ok === false) return tell({ type: 'store.refused', trouble: sealing.failure });
      // No lock: the comparison inside `commit` decides, and waiting for one would only delay the same answer (S6).
      const committed = await settled(() => store.commit(instance, encodeGeneration(generation, sealing?.sealed), expected));
      tell(committed.ok ? { type: 'store.committed', number } : committed.conflict ? { type: 'store.conflicted' } : { type: 'store.refused', trouble: committed.failure });
    },
    'book.save'({ book }) {
      books.save(book);
    },
    async 'store.forget'() {
      const destroyed = await settled(() => secrets.destroy(instance));
      const forgotten = await settled(() => store.forget(instance));
      const failed = destroyed.ok ? forgotten : destroyed;
      tell(failed.ok ? { type: 'store.forgotten' } : { type: 'store.refused', trouble: failed.failure });
    },
  };
}
