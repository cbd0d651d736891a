/**
 * Merging 10,000 stored and 10,000 incoming quick dials, half of them the same, three children each, mixed priorities:
 * applyDocument, merge and one explain of each of 100 leaves, against a baseline that applies M3 to every child with
 * plain Maps and keeps no provenance. That baseline is given its Maps and leaves the result in Maps, while ours begins with
 * what a store gives and ends with the list that an app gets. Beside it the ratio to a baseline that does the same. All
 * run in turns in this process, and their results must be equal.
 */
import { deepStrictEqual } from 'node:assert';
import { pathToFileURL } from 'node:url';
import { applyDocument, emptyLayers, explain, formatPath, merge, type Channel, type IncomingDocument, type IncomingItem, type Layers, type Profile } from '@firstring/core';
import { cheapestInTurns } from './in-turns.js';

const ITEMS = 10_000;
const LEAVES = 100;
const ROUNDS = 40;
/** So many items on each side, to see how it grows. */
const GROWTH = [2_500, 5_000, 10_000, 20_000, 40_000];
export const LIMIT = 4;

const CHILDREN = ['displayName', 'uri', 'portraitUrl'];
const PRIORITIES = [20, 5, 30, 20, 10, 50, 20];
const CHANNEL_PRIORITY = { portal: 10, global: 20 };

type Found = { readonly value: unknown; readonly priority: number };
type Maps = ReadonlyMap<string, ReadonlyMap<string, Found>>;
type List = readonly (readonly [id: string, nodes: readonly (readonly [name: string, found: Found])[]])[];

export interface MergeFigures {
  readonly scene: string;
  readonly mergeMs: number;
  readonly baselineMs: number;
  readonly ratio: number;
  /** To the baseline that begins and ends with lists, as ours does. */
  readonly ratioToLists: number;
}

/** The cheapest rounds of all sides; throws where the results differ. */
export function benchMerge(): readonly MergeFigures[] {
  return [run('one layer: both documents are the provider’s', 'global'), run('two layers: the portal’s, then the provider’s', 'portal')];
}

function run(name: string, storedIn: 'portal' | 'global'): MergeFigures {
  const { random, incoming, layers, maps } = scene(storedIn, ITEMS);
  const list: List = JSON.parse(JSON.stringify([...maps].map(([id, nodes]) => [id, [...nodes]]))) as List;
  const leaves = randomLeaves(merge(apply(layers, 'global', incoming, 2)), random);

  const ours = (): Profile['quickDial'] => {
    const next = apply(layers, 'global', incoming, 2);
    const profile = merge(next);
    if (!leaves.every((path) => explain(next, path).found)) throw new Error('a leaf is not explained');
    return profile.quickDial;
  };
  const onMaps = (): Maps => baseline(maps, incoming, CHANNEL_PRIORITY.global);
  const listsInListsOut = (): Profile['quickDial'] => toList(baseline(toMaps(list), incoming, CHANNEL_PRIORITY.global));
  deepStrictEqual(ours(), listsInListsOut());
  deepStrictEqual(toList(onMaps()), listsInListsOut());

  const { ours: mergeMs, lists: listsMs, maps: baselineMs } = cheapestInTurns({ ours, lists: listsInListsOut, maps: onMaps }, ROUNDS);
  return { scene: name, mergeMs, baselineMs, ratio: mergeMs / baselineMs, ratioToLists: mergeMs / listsMs };
}

interface Scene {
  readonly random: () => number;
  readonly incoming: IncomingDocument;
  /** What is stored, as layers and for the baseline. */
  readonly layers: Layers;
  readonly maps: Maps;
}

/** So many items are stored and so many arrive, half of them the same. */
function scene(storedIn: 'portal' | 'global', length: number): Scene {
  const random = seeded(7);
  const stored = document(random, 0, 'stored', length);
  const incoming = document(random, length / 2, 'incoming', length);
  return { random, incoming, layers: apply(emptyLayers(), storedIn, stored, 1), maps: baseline(new Map(), stored, CHANNEL_PRIORITY[storedIn]) };
}

/** The ratio to plain Maps at each length: caches and garbage make both dearer with every item, an algorithm only one of them. */
function growth(): readonly number[] {
  return GROWTH.map((length) => {
    const { incoming, layers, maps } = scene('global', length);
    const { ours, plain } = cheapestInTurns({ ours: () => merge(apply(layers, 'global', incoming, 2)), plain: () => baseline(maps, incoming, CHANNEL_PRIORITY.global) }, ROUNDS);
    return ours / plain;
  });
}

function randomLeaves(profile: Profile, random: () => number): readonly string[] {
  const all = profile.quickDial.flatMap(({ id, nodes }) => nodes.map(([name]) => formatPath({ section: 'quickDial', id, name })));
  return Array.from({ length: LEAVES }, () => all[Math.floor(random() * all.length)] ?? '');
}

function apply(layers: Layers, channel: Channel, incoming: IncomingDocument, revision: number): Layers {
  return applyDocument(layers, channel, incoming, { document: channel === 'portal' ? 'provisioning' : 'global_extprov', revision: `1.${revision}`, at: revision });
}

/** M3 for every child, nothing else: no order of layers, no marks, no source, no sequence. What is stored stays as it is. */
function baseline(stored: Maps, { quickDial }: IncomingDocument, channelPriority: number): Maps {
  const items = new Map(stored);
  for (const item of quickDial?.items ?? []) {
    const nodes = new Map(items.get(item.id));
    for (const node of item.nodes) {
      const priority = node.priority ?? item.priority ?? channelPriority;
      const there = nodes.get(node.name);
      if (there === undefined || priority >= there.priority) nodes.set(node.name, { value: node.value, priority });
    }
    items.set(item.id, nodes);
  }
  return items;
}

function toMaps(list: List): Maps {
  return new Map(list.map(([id, nodes]) => [id, new Map(nodes)]));
}

function toList(maps: Maps): Profile['quickDial'] {
  return Array.from(maps, ([id, nodes]) => ({ id, nodes: Array.from(nodes, ([name, { value }]) => [name, value as string] as const) }));
}

function document(random: () => number, from: number, text: string, length: number): IncomingDocument {
  const pick = (): number | undefined => (random() < 0.3 ? undefined : PRIORITIES[Math.floor(random() * PRIORITIES.length)]);
  const ranked = (): { readonly priority?: number } => {
    const priority = pick();
    return priority === undefined ? {} : { priority };
  };
  const items = Array.from({ length }, (_, index): IncomingItem => {
    const id = `item-${from + index}`;
    return { id, ...ranked(), nodes: CHILDREN.map((name) => ({ name, value: `${text} ${name} of ${id}`, ...ranked() })) };
  });
  // Through JSON, so that no text is shared between the two documents, as when they were read from two answers.
  return JSON.parse(JSON.stringify({ quickDial: { items }, warnings: [] })) as IncomingDocument;
}

/** Mulberry32: the same documents in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Prints the figures; `true` where every ratio is within the limit. */
export function reportMerge(): boolean {
  const figures = benchMerge();
  console.log(`merge: ${ITEMS} stored and ${ITEMS} incoming items, ${LEAVES} explains included (limit ${LIMIT})`);
  for (const { scene, mergeMs, baselineMs, ratio, ratioToLists } of figures) {
    console.log(`  ${scene}: ${mergeMs.toFixed(1)} ms, baseline ${baselineMs.toFixed(1)} ms, ratio ${ratio.toFixed(2)} (lists in, lists out: ${ratioToLists.toFixed(2)})`);
  }
  console.log(`  ${GROWTH.join(', ')} items on each side: ratios ${growth().map((each) => each.toFixed(2)).join(', ')}`);
  return figures.every(({ ratio }) => ratio <= LIMIT);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = reportMerge() ? 0 : 1;
}
