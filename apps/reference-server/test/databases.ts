import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A schema of its own in a real PostgreSQL: an address that sees nothing else, and how to remove it. */
export interface PostgresqlSandbox {
  readonly url: string;
  /** Runs statements inside, beside the server. */
  query(statement: string): Promise<readonly Record<string, unknown>[]>;
  drop(): Promise<void>;
}

const LOCAL = ['postgres://root@127.0.0.1:5432/test', 'postgres://postgres@127.0.0.1:5432/postgres'];

/** `TEST_DATABASE_URL`, else a local server that lets us in without a password, else nothing and one line that says so. */
export async function findPostgresql(): Promise<string | undefined> {
  const given = process.env['TEST_DATABASE_URL'];
  const candidates = given === undefined || given === '' ? LOCAL : [given];
  for (const url of candidates) if (await answers(url)) return url;
  if (given !== undefined && given !== '') throw new Error('TEST_DATABASE_URL does not answer.');
  console.log('No PostgreSQL answers on 127.0.0.1:5432 and TEST_DATABASE_URL is not set: its tests are skipped.');
  return undefined;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ may: boolean }>(`select has_database_privilege(current_database(), 'create') as may`);
    await client.end();
    return rows[0]?.may === true;
  } catch {
    await client.end().catch(() => undefined);
    return false;
  }
}

export async function createSandbox(server: string): Promise<PostgresqlSandbox> {
  const schema = `firstring_test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create schema ${schema}`);
  await client.query(`set search_path to ${schema}`);
  const url = new URL(server);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return {
    url: url.href.replaceAll('+', '%20'),
    query: async (statement) => (await client.query<Record<string, unknown>>(statement)).rows,
    drop: async () => {
      await client.query(`drop schema ${schema} cascade`);
      await client.end();
    },
  };
}
