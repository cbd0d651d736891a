import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { Database, Query } from './database.js';
import { lockDirectory } from './lock-directory.js';

/** PGlite: PostgreSQL inside this process, in a folder or, without one, in memory. */
export async function openEmbedded(directory: string | undefined): Promise<Database> {
  if (directory === undefined) return wrap('memory', await PGlite.create(), () => undefined);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const unlock = lockDirectory(directory);
  try {
    return wrap('embedded', await PGlite.create(join(directory, 'pglite')), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function wrap(kind: Database['kind'], pglite: PGlite, unlock: () => void): Database {
  const queryOn =
    (client: PGlite | Transaction): Query =>
    async <Row>(statement: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(statement, [...values])).rows;
  return {
    kind,
    query: queryOn(pglite),
    transaction: (work) => pglite.transaction((transaction) => work(queryOn(transaction))),
    async close() {
      await pglite.close();
      unlock();
    },
  };
}
