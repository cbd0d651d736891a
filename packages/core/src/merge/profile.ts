import type { Pairs, SafeElement, SecretRef } from '../document/tree.js';

/** A value as the app reads it: text exactly as sent (D2a), a reference to a secret, or a whole subtree (M5). */
export type ProfileValue = string | SecretRef | SafeElement;

/** An item of a collection as it is shown, in order. */
export interface ProfileItem {
  readonly id: string;
  readonly nodes: Pairs<ProfileValue>;
}

/**
 * Everything merged: what an app starts with. A pure function of the layers (M9). Pairs are in a stable order: layer by
 * layer from the defaults to the user, and inside a layer the order in which the nodes first arrived. So the order, too,
 * is the same whichever layer arrived first (M13).
 */
export interface Profile {
  readonly account: Pairs<ProfileValue>;
  readonly prefKeys: Pairs<ProfileValue>;
  readonly service: Pairs<ProfileValue>;
  readonly quickDial: readonly ProfileItem[];
  readonly dialActions: readonly ProfileItem[];
}
