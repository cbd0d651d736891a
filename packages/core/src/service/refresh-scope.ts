import { isSubtree, type Leaf, type Pairs, type Value } from '../document/tree.js';
import type { Scope } from './service.js';

/** What only steps 3 and 4 may ask for (W6). */
const SIGN_IN: readonly string[] = ['username', 'password', 'fullcode'];
const CREDENTIALS = ['username', 'password'] as const;

/**
 * The scope of a service that is asked with an account, outside of a sign-in, such as `dialActionWs`: what is always known,
 * and `%account[any node]%` (W6). A node that holds others has no text and counts as missing.
 *
 * @param base a scope of steps 3 and 4.
 * @param account the merged account.
 */
export function accountScope(base: Scope, account: Pairs<Value>): Scope {
  return { values: base.values.filter(([name]) => !SIGN_IN.includes(name)), account: texts(account) };
}

/**
 * The scope of steps 3 and 4 on a refresh (R2, R2a): `%username%` and `%password%` are the account's `cloud_username` and
 * `cloud_password` where these are set, each by itself; else what was kept at sign-in. What is neither there nor kept is
 * `absent`: a service that needs it cannot be asked.
 *
 * @param base what was kept, as on a first run.
 * @param account the merged account.
 */
export function refreshScope(base: Scope, account: Pairs<Value>): Scope {
  const nodes = texts(account);
  const valueOf = (name: (typeof CREDENTIALS)[number]): Leaf | undefined =>
    find(nodes, `cloud_${name}`) || find(base.values, name); // an empty node sets nothing
  const known = CREDENTIALS.flatMap((name) => {
    const value = valueOf(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    values: [...known, ...base.values.filter(([name]) => name !== 'username' && name !== 'password')],
    account: nodes,
    absent: CREDENTIALS.filter((name) => valueOf(name) === undefined),
  };
}

function find(pairs: Pairs<Leaf>, name: string): Leaf | undefined {
  return pairs.find(([each]) => each === name)?.[1];
}

function texts(account: Pairs<Value>): Pairs<Leaf> {
  return account.flatMap(([name, value]) => (isSubtree(value) ? [] : [[name, value] as const]));
}
