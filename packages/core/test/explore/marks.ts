import type { Asked } from '../../src/document/tree.js';
import type { Generation } from '../../src/store/generation.js';
import type { Layers } from '../../src/merge/layer.js';

export type Marks = { readonly [name in Asked]?: string | undefined };

const KNOWN = new WeakMap<Generation, Marks>();

/** Which variant of each document went into a generation, as its own layers tell. */
export function marksOf(generation: Generation): Marks {
  const known = KNOWN.get(generation);
  if (known !== undefined) return known;
  const { layers, theme } = generation.profile ?? {};
  const marks: Marks = layers === undefined ? {} : { provisioning: text(layers.portal.prefKeys), theme: theme?.name, global_extprov: text(layers.global.quickDial.items[0]?.nodes ?? [], 'uri'), extprov: text(layers.account.account), dialActionWs: text(layers.global.dialActions.items[0]?.nodes ?? []) };
  KNOWN.set(generation, marks);
  return marks;
}

function text(entries: Layers['portal']['account'], node = 'mark'): string | undefined {
  const value = entries.find(({ name }) => name === node)?.value;
  return typeof value === 'string' ? value : undefined;
}
