import type { Book } from '../../src/store/book.js';
import { deadline } from '../../src/machine/deadline.js';
import type { State } from '../../src/machine/state.js';
import type { Asked, SafeElement } from '../../src/document/tree.js';
import type { StoredGeneration } from '../../src/store/stored.js';
import { encodeGeneration } from '../../src/store/text.js';
import type { Generation } from '../../src/store/generation.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, GLOBAL, GLOBAL_URL, Machine, provisioning } from './drive.js';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

export const REFRESH_URL = element('extProvUrl', 'https://prov.example/again?u=%account[username]%');
/** An account with a service of its own. */
export const REFRESHED = element('account', [...ACCOUNT.children, REFRESH_URL]);

/** The portal's document with `reprovisioningEnabled` (R3). */
export const off = (value: string): SafeElement => element('provisioning', [element('prefKeys', [element('prop', '', [['name', 'reprovisioningEnabled'], ['default', value]])]), ACCOUNT_URL]);

/** Signed in, with everything saved. */
export function signedIn(portal: SafeElement = provisioning(GLOBAL_URL, ACCOUNT_URL), account: SafeElement = REFRESHED, fresh = new Machine()): Machine {
  const machine = fresh.fresh().submit().deliver('provisioning', portal).deliver('theme', ACCOUNT);
  if (running(machine).steps.global_extprov.status === 'running') machine.deliver('global_extprov', GLOBAL);
  if (running(machine).steps.extprov.status === 'running') machine.deliver('extprov', account);
  return commit(machine);
}

export function running(machine: Machine): Extract<State, { tag: 'running' }>['run'] {
  if (machine.state.tag !== 'running') throw new Error(machine.state.tag);
  return machine.state.run;
}

export function commit(machine: Machine): Machine {
  const [command] = machine.commands;
  if (command?.type !== 'store.commit') throw new Error(`no commit: ${JSON.stringify(command)}`);
  return machine.tell({ type: 'store.committed', number: command.generation.number });
}

export function inUse({ state }: Machine): Generation {
  if (state.tag !== 'ready') throw new Error(state.tag);
  return state.generation;
}

/** Sleeps until the machine wants to wake. */
export function due(machine: Machine): Machine {
  machine.at = deadline(machine.state) ?? NaN;
  return machine.tell({ type: 'clock.reached' });
}

export function asked(machine: Machine): Asked[] {
  return machine.sent().map(({ target }) => target.document);
}

/** The same bytes as the last time. */
export function same(machine: Machine, ...names: Asked[]): Machine {
  for (const name of names) {
    const id = machine.request(name);
    machine.answer(name).tell({ type: 'document.unchanged', id });
  }
  return machine;
}

/** The next process on the same store, which remembers what was to be remembered. */
export function restarted(machine: Machine, book?: Book): Machine {
  const generation = inUse(machine);
  const next = new Machine();
  next.at = machine.at;
  return next.tell({ type: 'store.loaded', generations: [encodeGeneration(generation, 'sealed')], ...(book && { book }), entropy: ENTROPY }).tell({ type: 'secrets.opened' });
}

/** The commit that is under way succeeds, whatever was told since it began. */
export function saved(machine: Machine): Machine {
  const { state } = machine;
  if (!('next' in state)) throw new Error(state.tag);
  return machine.tell({ type: 'store.committed', number: state.next.number });
}

/** Another process saved number 7 meanwhile, for alice as here or for somebody else, and what is `newer` besides. */
export function overtaken(machine: Machine, username = 'alice', ...newer: readonly StoredGeneration[]): Machine {
  const { profile, ...other } = inUse(signedIn());
  if (profile === undefined) throw new Error('nobody');
  const theirs = encodeGeneration({ ...other, number: 7, profile: { ...profile, identity: { ...profile.identity, username } } }, 'sealed');
  machine.tell({ type: 'store.conflicted' });
  if (machine.state.tag !== 'starting') return machine; // it gave up
  return machine.tell({ type: 'store.loaded', generations: [...newer, theirs], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
}
