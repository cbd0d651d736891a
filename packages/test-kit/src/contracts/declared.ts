import { CaseFailure, check } from '../run/check.js';
import type { Device, World } from '../world/world.js';

/** Instance of every contract: the provisioner of the device reads `default` at its start. */
export const INSTANCE = 'contract';

/** The word that a world declares for a capability. Fails the case where it declares none of these. */
export function declared<Word extends string>(world: World, name: string, words: readonly Word[]): Word {
  const value = world.capabilities[name];
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw new CaseFailure(`${name} has to be declared as ${words.join(' or ')}, not ${String(value)}`);
  return word;
}

/** Whether a capability is declared that a platform has or has not. */
export function has(world: World, name: string): boolean {
  return world.capabilities[name] === true;
}

/** A cause is a short word of the platform: no sentence, no address, no secret (S4). */
export function checkCause(cause: string): void {
  check(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(cause), `a cause is no word: ${JSON.stringify(cause)}`);
}

/** Fails the case where a reason is none of the port's closed list, or its cause no word. */
export function checkFailure(failure: { readonly reason: string; readonly cause: string }, reasons: readonly string[]): void {
  check(reasons.includes(failure.reason), `the reason is ${failure.reason}, none of ${reasons.join(', ')}`);
  checkCause(failure.cause);
}

/** A device, and a second window or process on its storage and keystore. */
export function twoOn(world: World): readonly [Device, Device] {
  const first = world.createDevice();
  return [first, world.createDevice({ sharing: first })];
}
