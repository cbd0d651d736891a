import type { Database } from '../database/database.js';
import type { Account } from '../documents/account.js';
import type { Collections } from '../documents/collections.js';
import type { XmlNode } from '../documents/xml.js';
import { hashPassword, unmatchableHash, verifyPassword } from './password-hash.js';

/** A telephone company whose services stand here. Without a global document its app has no step 3 (F4). */
export interface Tenant {
  readonly tenant: string;
  readonly name: string;
  readonly global?: Collections;
}

export interface NewUser {
  readonly tenant: string;
  readonly username: string;
  readonly password: string;
  /** The account's own nodes (D6); what later calls send is added when it is served (R2). */
  readonly nodes: readonly XmlNode[];
}

/** The provider's data. App passwords are kept as hashes only; SIP passwords must be handed out again and stand in the nodes. */
export interface UserStore {
  saveTenant(tenant: Tenant): Promise<void>;
  tenant(tenant: string): Promise<Tenant | undefined>;
  hasUser(tenant: string, username: string): Promise<boolean>;
  /** Creates the user, or replaces password and account. */
  saveUser(user: NewUser): Promise<void>;
  /** The account, if there is such a user and this is the password. Takes as long either way. */
  signIn(tenant: string, username: string, password: string): Promise<Account | undefined>;
}

/** `passwordCost`: the exponent of scrypt's N; tests take less than the default. */
export function createUserStore(database: Database, passwordCost?: number): UserStore {
  const nobody = unmatchableHash(passwordCost);
  return {
    async saveTenant({ tenant, name, global }) {
      await database.query(
        `insert into tenants (tenant, name, global_document) values ($1, $2, $3::jsonb)
         on conflict (tenant) do update set name = excluded.name, global_document = excluded.global_document`,
        [tenant, name, global === undefined ? null : JSON.stringify(global)],
      );
    },

    async tenant(tenant) {
      if (!isStorable(tenant)) return undefined;
      const [row] = await database.query<{ tenant: string; name: string; global_document: Collections | null }>(
        'select tenant, name, global_document from tenants where tenant = $1',
        [tenant],
      );
      if (row === undefined) return undefined;
      return { tenant: row.tenant, name: row.name, ...(row.global_document === null ? {} : { global: row.global_document }) };
    },

    async hasUser(tenant, username) {
      return (await database.query('select 1 from users where tenant = $1 and username = $2', [tenant, username])).length > 0;
    },

    async saveUser({ tenant, username, password, nodes }) {
      const hash = await hashPassword(password, passwordCost);
      await database.transaction(async (query) => {
        await query(
          `insert into users (tenant, username, password_hash) values ($1, $2, $3)
           on conflict (tenant, username) do update set password_hash = excluded.password_hash`,
          [tenant, username, hash],
        );
        await query(
          `insert into accounts (tenant, username, nodes) values ($1, $2, $3::jsonb)
           on conflict (tenant, username) do update set nodes = excluded.nodes`,
          [tenant, username, JSON.stringify(nodes)],
        );
      });
    },

    async signIn(tenant, username, password) {
      const [row] = isStorable(username)
        ? await database.query<{ password_hash: string; nodes: readonly XmlNode[] }>(
            `select u.password_hash, a.nodes from users u join accounts a using (tenant, username)
             where u.tenant = $1 and u.username = $2`,
            [tenant, username],
          )
        : [];
      const matches = await verifyPassword(password, row?.password_hash ?? nobody);
      return row !== undefined && matches ? { tenant, username, nodes: row.nodes } : undefined;
    },
  };
}

/** Text that PostgreSQL can hold: everything else belongs to nobody. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && !/[\uD800-\uDFFF]/u.test(text);
}
