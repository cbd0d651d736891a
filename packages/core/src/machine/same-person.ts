import type { Identity } from '../store/generation.js';

/** Whether both are the same person at the same cloud ID and version, however it was typed (I2, M4). */
export function samePerson(one: Identity, other: Identity): boolean {
  return one.cloudId.canonical === other.cloudId.canonical && one.cloudId.version === other.cloudId.version && one.username === other.username;
}
