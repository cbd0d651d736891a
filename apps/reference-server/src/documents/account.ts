import { node, writeXml, type XmlNode } from './xml.js';

/** What a provider keeps for one user; the nodes as they are sent (D6). */
export interface Account {
  readonly tenant: string;
  readonly username: string;
  readonly nodes: readonly XmlNode[];
}

/** Seconds between two refreshes of an account (R1). */
export const ACCOUNT_INTERVAL_SECONDS = 3600;

/**
 * The account document (D6). It names what later calls send: the credentials just proven come back as `cloud_*`, and
 * `extProv*` is the service that refreshes this account with them (R2).
 */
export function accountXml(account: Account, proven: { readonly username: string; readonly password: string }, refreshUrl: string): Buffer {
  return writeXml(
    node(
      'account',
      [
        ...account.nodes,
        node('cloud_username', proven.username),
        node('cloud_password', proven.password),
        node('extProvUrl', refreshUrl),
        node('extProvPostData', 'username=%account[cloud_username]%&password=%account[cloud_password]%&installid=%installid%'),
        node('extProvInterval', String(ACCOUNT_INTERVAL_SECONDS)),
      ],
      { id: `${account.tenant}:${account.username}` },
    ),
  );
}
