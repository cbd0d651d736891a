import pg from 'pg';
import type { Database, Query } from './database.js';

/** A pool on a PostgreSQL server. */
export async function openPostgresql(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000, statement_timeout: 10_000 });
  // An idle connection that the server closes is no error of ours: the next query opens another one.
  pool.on('error', () => undefined);
  const queryOn =
    (client: pg.Pool | pg.PoolClient): Query =>
    async <Row>(statement: string, values: readonly unknown[] = []) => {
      const { rows } = await client.query(statement, [...values]);
      return rows as Row[];
    };
  const database: Database = {
    kind: 'postgresql',
    query: queryOn(pool),
    async transaction(work) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query('begin');
        const result = await work(queryOn(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => (broken = true));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
  try {
    await database.query('select 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}
