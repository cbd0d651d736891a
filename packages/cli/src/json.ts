import type { Pairs, Profile, ProfileItem, ProfileValue } from '@firstring/core';
import type { Snapshot } from '@firstring/core/driver';
import { maskedValue } from './show-value.js';

/** For machines: the snapshot with the profile as plain objects. Secrets are masked (S4). */
export function snapshotAsJson({ profile, ...rest }: Snapshot): object {
  return { ...rest, ...(profile === undefined ? {} : { profile: profileAsJson(profile) }) };
}

function profileAsJson({ account, prefKeys, service, quickDial, dialActions }: Profile): object {
  return {
    account: asObject(account),
    prefKeys: asObject(prefKeys),
    service: asObject(service),
    quickDial: quickDial.map(itemAsJson),
    dialActions: dialActions.map(itemAsJson),
  };
}

/** An item's nodes stand apart from its id: one of them may be called `id`. */
function itemAsJson({ id, nodes }: ProfileItem): object {
  return { id, nodes: asObject(nodes) };
}

/** `fromEntries` defines own properties, so a node named `__proto__` is an ordinary one (D1). */
function asObject(pairs: Pairs<ProfileValue>): object {
  return Object.fromEntries(pairs.map(([name, value]) => [name, maskedValue(value)]));
}
