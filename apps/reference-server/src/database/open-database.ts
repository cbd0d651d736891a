import type { Database, DatabaseConfig } from './database.js';
import { migrate } from './migrate.js';

/** Opens the database and brings its tables to this version. The driver that is not used is not loaded. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const database = await connect(config);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function connect(config: DatabaseConfig): Promise<Database> {
  switch (config.kind) {
    case 'postgresql':
      return (await import('./postgresql.js')).openPostgresql(config.url);
    case 'embedded':
      return (await import('./embedded.js')).openEmbedded(config.directory);
    case 'memory':
      return (await import('./embedded.js')).openEmbedded(undefined);
  }
}
