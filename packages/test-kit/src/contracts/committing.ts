import type { StoredGeneration, StoreFailure, StorePort } from '@firstring/core/driver';
import { CaseFailure, equal } from '../run/check.js';
import type { World } from '../world/world.js';
import { INSTANCE } from './declared.js';

/** The closed list. */
export const REASONS: readonly StoreFailure['reason'][] = ['full', 'denied', 'locked', 'failed'];

export const CONFLICT: { readonly ok: false; readonly conflict: true } = { ok: false, conflict: true };

export function generation(number: number): StoredGeneration {
  return { number, text: `text ${number}` };
}

export function commit(world: World, store: StorePort, next: StoredGeneration, expected: number | undefined, instance: string = INSTANCE): ReturnType<StorePort['commit']> {
  return world.until(store.commit(instance, next, expected));
}

/** Commits the generation after the one before. */
export async function committed(world: World, store: StorePort, number: number, text: string = generation(number).text): Promise<void> {
  equal(await commit(world, store, { number, text }, number === 1 ? undefined : number - 1), { ok: true }, `the commit of ${number}`);
}

export async function loaded(world: World, store: StorePort, instance: string = INSTANCE): Promise<readonly StoredGeneration[]> {
  const load = await world.until(store.load(instance));
  if (!load.ok) throw new CaseFailure(`the store cannot be loaded: ${load.failure.reason}, ${load.failure.cause}`);
  return load.generations;
}

export function forget(world: World, store: StorePort, instance: string = INSTANCE): ReturnType<StorePort['forget']> {
  return world.until(store.forget(instance));
}
