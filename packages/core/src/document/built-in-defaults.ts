import { ACCOUNT_NODES } from './account-nodes.js';
import type { IncomingDocument } from './mergeable.js';

/** What the client itself knows of accounts, at priority 0 (M2, D5): the documented defaults, empty ones left out. */
export function builtInDefaults(): IncomingDocument {
  const account = ACCOUNT_NODES.flatMap(([name, , fallback]) => (fallback === '' ? [] : [{ name, value: fallback }]));
  return { account, warnings: [] };
}
