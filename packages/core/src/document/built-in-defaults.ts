import { ACCOUNT_DEFAULTS } from './account-schema.js';
import type { IncomingDocument } from './mergeable.js';

/** What the client itself knows of accounts, at priority 0 (M2, D5): the documented defaults, empty ones left out. */
export function builtInDefaults(): IncomingDocument {
  return { account: ACCOUNT_DEFAULTS.map(([name = '', value = '']) => ({ name, value })), warnings: [] };
}
