import { defined } from '../document/defined.js';
import { isSubtree, lookUp, type Leaf, type Pairs } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import type { Profile } from '../merge/profile.js';
import type { SavedProfile } from '../store/generation.js';

/** What `%username%` and `%password%` stand for on a refresh: the account's `cloud_*` where present, else what was kept at sign-in (R2a). */
export function keptParameters({ identity, password }: SavedProfile, account: Profile['account']): Parameters<Leaf> {
  const username = leafOf(account, 'cloud_username');
  return defined({
    cloudId: identity.cloudId,
    username: typeof username === 'string' ? username : identity.username,
    password: leafOf(account, 'cloud_password') ?? password,
  });
}

/** For `%account[node]%` (W6): subtrees have no text of their own worth sending. */
export function accountLeaves(account: Profile['account']): Pairs<Leaf> {
  return account.filter((node): node is readonly [string, Leaf] => !isSubtree(node[1]));
}

function leafOf(account: Profile['account'], name: string): Leaf | undefined {
  const value = lookUp(account, name);
  return value === undefined || value === '' || isSubtree(value) ? undefined : value;
}
