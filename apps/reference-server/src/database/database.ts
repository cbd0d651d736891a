/** Runs one statement with `$1` parameters. Rows come as the statement names them; nothing checks their type. */
export type Query = <Row>(statement: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * The one dialect, PostgreSQL, over whatever speaks it. JSON parameters are passed as text, bytes as `Uint8Array`.
 * Statements are of PostgreSQL 15.
 */
export interface Database {
  readonly kind: 'postgresql' | 'embedded' | 'memory';
  readonly query: Query;
  /** All or nothing: commits when `work` resolves, rolls back when it rejects. Inside, only the given query may be used. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Where the data are kept. */
export type DatabaseConfig =
  | { readonly kind: 'memory' }
  /** PGlite in this folder; one process at a time. */
  | { readonly kind: 'embedded'; readonly directory: string }
  /** A PostgreSQL server, 15 or newer; may be shared by several servers. */
  | { readonly kind: 'postgresql'; readonly url: string };
