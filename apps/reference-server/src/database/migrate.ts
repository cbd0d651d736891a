import type { Database } from './database.js';
import { MIGRATIONS } from './migrations.js';

/** Any number that no other software uses: servers that start together take turns on it. */
const MIGRATION_LOCK = 705_114_231;

/** Brings the tables to this version: all missing steps or none. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (query) => {
    await query(`set local statement_timeout = '60s'`);
    await query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await query(`create table if not exists migrations (
      id integer primary key,
      name text not null,
      applied_at timestamptz not null default now()
    )`);
    const applied = (await query<{ id: number }>('select id from migrations')).length;
    if (applied > MIGRATIONS.length) {
      throw new Error(`The database was written by a newer version (${applied} migrations, ${MIGRATIONS.length} known). It was left untouched.`);
    }
    for (const [index, { name, statements }] of MIGRATIONS.entries()) {
      if (index < applied) continue;
      for (const statement of statements) await query(statement);
      await query('insert into migrations (id, name) values ($1, $2)', [index + 1, name]);
    }
  });
}
