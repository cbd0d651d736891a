import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSecret, isSubtree } from '../../src/document/tree.js';
import type { CollectionName, IncomingDocument } from '../../src/document/mergeable.js';
import { explain } from '../../src/merge/explain.js';
import { CHANNELS, COLLECTIONS, SECTIONS, emptyLayers, withoutLayer, type Channel, type Entry, type Layers, type Stamp } from '../../src/merge/layer.js';
import { merge } from '../../src/merge/merge.js';
import { parsePath, paths, valueAt } from '../../src/merge/path.js';
import { RUNS, anyDocument, channel, documentOf, json, steps } from './any-documents.js';
import { apply, layersOf, type Step } from './build.js';

describe('M13: laws', () => {
  test('M13, M3: the same document twice equals once, down to the very same object', () => {
    fc.assert(fc.property(steps, channel, anyDocument, (before, into, document) => {
      const once = apply(layersOf(...before), [into, document]);
      expect(apply(once, [into, json(document)])).toBe(once);
    }), RUNS);
  });

  test('M13: a document of lower priority never changes a leaf', () => {
    fc.assert(fc.property(steps, channel.filter((one) => one !== 'portal' && one !== 'defaults'), documentOf({ priority: fc.constantFrom(0, 5, 10, 20) }, true), (before, into, document) => {
      const layers = layersOf(...before);
      const after = merge(apply(layers, [into, document]));
      const strongest = highestPriority(document);
      for (const path of paths(merge(layers))) {
        if (strongest < priorityOf(layers, path)) expect(valueAt(after, path)).toEqual(valueAt(merge(layers), path));
      }
    }), RUNS);
  });

  test('M13, M9: without the user’s layer, the provider’s view', () => {
    fc.assert(fc.property(steps, (all) => {
      const provider = layersOf(...all.filter(([one]) => one !== 'user'));
      expect(merge(withoutLayer(layersOf(...all), 'user'))).toEqual(merge(provider));
    }), RUNS);
  });

  test('M13: between different priorities the order of layers does not matter (sweeps aside: M6 gives them an order)', () => {
    const own = CHANNELS.map((one, index) => documentOf({ priority: fc.constantFrom(index, index + 10, index + 20), sweeps: false }, true).map((document): Step => [one, document]));
    fc.assert(fc.property(fc.tuple(...own), fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), (documents, keys) => {
      const shuffled = documents.map((step, index) => [keys[index] ?? 0, step] as const).sort(([a], [b]) => a - b).map(([, step]) => step);
      expect(merge(layersOf(...shuffled))).toEqual(merge(layersOf(...documents)));
    }), RUNS);
  });

  test('M13, M10: every visible leaf has exactly one winner, which explain names with the value that merge shows', () => {
    fc.assert(fc.property(steps, (all) => {
      const layers = layersOf(...all);
      const profile = merge(layers);
      const visible = paths(profile);
      expect(new Set(visible).size).toBe(visible.length);
      for (const path of visible) {
        const explanation = explain(layers, path);
        const offers = entriesAt(layers, path);
        expect(explanation).toMatchObject({ found: true, path });
        if (!explanation.found) continue;
        const { winner, losers } = explanation;
        expect(1 + losers.length).toBe(offers.length);
        const entry = offers.find(([layer]) => layer === winner?.layer)?.[1];
        expect(winner).toMatchObject({ priority: entry?.priority, source: entry?.source });
        expect(entry?.value).toEqual(valueAt(profile, path));
        const shown = valueAt(profile, path) ?? '';
        if (typeof shown === 'string') expect(winner?.value).toBe(shown);
        else if (isSecret(shown)) expect(winner?.value).toContain('••••••');
        else expect(isSubtree(shown)).toBe(true);
        expect(layers.arrivals.find(({ sequence }) => sequence === entry?.sequence)).toMatchObject({ channel: winner?.layer, revision: winner?.revision, at: winner?.at });
      }
    }), RUNS);
  });

  test('M10: what is stored and not visible has no winner, and each of its losers a mark or a sleeping item', () => {
    fc.assert(fc.property(steps, (all) => {
      const layers = layersOf(...all);
      const visible = new Set(paths(merge(layers)));
      for (const path of ['quickDial.a.a', 'quickDial.a.b', 'dialActions.__proto__.a', 'account.a']) {
        const explanation = explain(layers, path);
        expect(explanation.found).toBe(entriesAt(layers, path).length > 0);
        if (!explanation.found || visible.has(path)) continue;
        expect(explanation.winner).toBeUndefined();
        for (const { reason, by } of explanation.losers) expect(reason === 'dormant' ? by === undefined : by !== undefined && ['removed', 'swept'].includes(reason)).toBe(true);
      }
    }), RUNS);
  });

  test('M9: JSON changes nothing, at any point', () => {
    fc.assert(fc.property(steps, steps, (first, second) => {
      const layers = layersOf(...first);
      expect(json(layers)).toStrictEqual(layers);
      expect(apply(json(layers), ...second)).toStrictEqual(apply(layers, ...second));
      expect(json(merge(layers))).toStrictEqual(merge(layers));
    }), RUNS);
  });

  test('M9: arrivals are those that something refers to, in order', () => {
    fc.assert(fc.property(steps, (all) => {
      const layers = layersOf(...all);
      const used = new Set<number>();
      JSON.stringify(layers, (key, one: unknown) => (key === 'arrivals' ? [] : key === 'sequence' ? used.add(one as number) && one : one));
      expect(layers.arrivals.map(({ sequence }) => sequence)).toStrictEqual([...used].sort((a, b) => a - b));
    }), RUNS);
  });

  test('M6, M9: merge is what the clauses say, spelled out without any index', () => {
    fc.assert(fc.property(steps, (all) => {
      const layers = layersOf(...all);
      expect(new Set(paths(merge(layers)))).toEqual(new Set(spelledOut(layers).map(([path]) => path)));
      for (const [path, entry] of spelledOut(layers)) expect(valueAt(merge(layers), path)).toEqual(entry.value);
    }), RUNS);
  });

  test('M9: an item left without a creator by the merge of one layer is never empty in the store', () => {
    fc.assert(fc.property(steps, (all) => {
      const layers = layersOf(...all);
      for (const one of CHANNELS) for (const collection of COLLECTIONS) for (const item of layers[one][collection].items) expect(item.created !== undefined || item.nodes.length > 0).toBe(true);
      if (all.length === 0) expect(layers).toStrictEqual(emptyLayers());
    }), RUNS);
  });
});

function highestPriority(document: IncomingDocument): number {
  const nodes = SECTIONS.flatMap((section) => document[section] ?? []);
  const items = COLLECTIONS.flatMap((collection) => document[collection]?.items ?? []);
  const ranks = [...nodes, ...items, ...items.flatMap((item) => item.nodes)].map((one) => one.priority ?? Infinity);
  const sweeps = COLLECTIONS.flatMap((collection) => document[collection]?.sweepBelow ?? []).map((below) => below - 1);
  return Math.max(-Infinity, ...ranks, ...sweeps);
}

/** Of a leaf in an item, the lower of its own priority and that of the strongest entry that creates its item visibly. */
function priorityOf(layers: Layers, path: string): number {
  const explanation = explain(layers, path);
  const own = explanation.found ? (explanation.winner?.priority ?? -Infinity) : -Infinity;
  const parsed = parsePath(path);
  if (parsed === undefined || !('id' in parsed)) return own;
  const creators = CHANNELS.flatMap((one) => {
    const created = withId(layers[one][parsed.section].items, parsed.id)?.created;
    return created !== undefined && !isHidden(layers, parsed.section, parsed.id, one, created) ? [created.priority] : [];
  });
  return Math.min(own, Math.max(-Infinity, ...creators));
}

function entriesAt(layers: Layers, path: string): readonly (readonly [Channel, Entry])[] {
  const parsed = parsePath(path);
  if (parsed === undefined) return [];
  return CHANNELS.flatMap((one) => {
    const entries = 'id' in parsed ? withId(layers[one][parsed.section].items, parsed.id)?.nodes : layers[one][parsed.section];
    const entry = entries?.find(({ name }) => name === parsed.name);
    return entry === undefined ? [] : [[one, entry] as const];
  });
}

function spelledOut(layers: Layers): readonly (readonly [path: string, winner: Entry])[] {
  const best = (entries: readonly Entry[]): Entry | undefined => [...entries].sort((a, b) => b.priority - a.priority || b.sequence - a.sequence)[0];
  const names = ['a', 'b', 'c', '__proto__'];
  const leaves: [string, Entry][] = [];
  for (const section of SECTIONS) {
    for (const one of names) {
      const winner = best(entriesAt(layers, `${section}.${one}`).map(([, entry]) => entry));
      if (winner !== undefined) leaves.push([`${section}.${one}`, winner]);
    }
  }
  for (const collection of COLLECTIONS) {
    for (const id of names) {
      const created = CHANNELS.some((one) => {
        const stamp = withId(layers[one][collection].items, id)?.created;
        return stamp !== undefined && !isHidden(layers, collection, id, one, stamp);
      });
      for (const one of created ? names : []) {
        const path = `${collection}.${id}.${one}`;
        const winner = best(entriesAt(layers, path).filter(([layer, entry]) => !isHidden(layers, collection, id, layer, entry)).map(([, entry]) => entry));
        if (winner !== undefined) leaves.push([path, winner]);
      }
    }
  }
  return leaves;
}

/** M6, word by word: by any remove of no lower priority, by any sweep of another layer above it and newer. */
function isHidden(layers: Layers, collection: CollectionName, id: string, own: Channel, entry: Stamp): boolean {
  return CHANNELS.some((one) => {
    const { removed, sweeps } = layers[one][collection];
    const mark = withId(removed, id);
    if (mark !== undefined && entry.priority <= mark.priority) return true;
    return one !== own && sweeps.some((sweep) => entry.priority < sweep.priority && entry.sequence < sweep.sequence);
  });
}

function withId<T extends { readonly id: string }>(list: readonly T[], id: string): T | undefined {
  return list.find((one) => one.id === id);
}
