import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edit, revert, type ItemEdit } from '../../src/merge/edit.js';
import { canEdit } from '../../src/merge/can-edit.js';
import { explain } from '../../src/merge/explain.js';
import type { Value } from '../../src/document/tree.js';
import { emptyLayers, withoutLayer, type Layers } from '../../src/merge/layer.js';
import { merge } from '../../src/merge/merge.js';
import { parsePath, paths, valueAt } from '../../src/merge/path.js';
import { plan } from '../../src/merge/plan.js';
import { RUNS, anyPath, json, steps } from './any-documents.js';
import { apply, freeze, layersOf } from './build.js';

const none = (): readonly [] => []; // the names of these documents are no account
const leafValue = fc.constantFrom<Value>('', { secret: 's1' }, { secret: 's2' });
const itemEdit = fc.oneof(fc.constant<ItemEdit>({ remove: true }), fc.array(fc.tuple(fc.constantFrom('a', 'b', 'uri'), fc.constantFrom('', '7')), { maxLength: 3 }).map((item): ItemEdit => ({ item })));
const anyEdit = fc.oneof(leafValue, itemEdit);
const upToArrivals = ({ arrivals: _, ...layers }: Layers): unknown => JSON.parse(JSON.stringify(layers, (key, one: unknown) => (key === 'sequence' ? undefined : one)));

describe('M13: laws of editing', () => {
  test('M8, M10: explain and canEdit agree at every path, and an edit is refused exactly where they say no', () => {
    fc.assert(fc.property(steps, anyPath, leafValue, (all, path, value) => {
      const layers = layersOf(...all);
      const answer = canEdit(layers, path);
      const explanation = explain(layers, path);
      if (explanation.found) expect(explanation.editable).toStrictEqual(answer);
      if (parsePath(path) !== undefined) expect(edit(layers, path, value, 1, none).ok).toBe(answer.allowed);
      if (answer.allowed) expect(edit(layers, path, parsePath(path) === undefined ? { remove: true } : value, 1, none).ok).toBe(true);
    }), RUNS);
  });

  test('M8: what the user may edit the user sees; nothing else changes', () => {
    fc.assert(fc.property(steps, anyPath, leafValue, (all, path, value) => {
      const layers = layersOf(...all);
      const result = edit(layers, path, value, 1, none);
      if (!result.ok) return;
      expect(valueAt(merge(result.value), path)).toEqual(value);
      expect(plan(layers, result.value).changes.every((change) => change.path === path)).toBe(true);
    }), RUNS);
  });

  test('M9: edit, then revert, is the layers without the user’s edits there; where there were none, the layers', () => {
    fc.assert(fc.property(steps, anyPath, anyEdit, (all, path, value) => {
      const layers = layersOf(...all);
      const made = edit(layers, path, value, 1, none);
      if (!made.ok) return;
      const back = revert(freeze(made.value), path, none);
      const without = revert(layers, path, none);
      if (!back.ok || !without.ok) throw new Error('refused without a check');
      expect(upToArrivals(back.value)).toStrictEqual(upToArrivals(without.value));
      if (without.value === layers) expect(back.value).toStrictEqual(layers);
    }), RUNS);
  });

  test('M9: edits touch the user’s layer only', () => {
    fc.assert(fc.property(steps, anyPath, anyEdit, (all, path, value) => {
      const layers = layersOf(...all);
      const made = edit(layers, path, value, 1, none);
      if (made.ok) expect(withoutLayer(made.value, 'user')).toStrictEqual(withoutLayer(layers, 'user'));
    }), RUNS);
  });

  test('M3: the same edit twice is the same object; JSON changes nothing', () => {
    fc.assert(fc.property(steps, anyPath, anyEdit, (all, path, value) => {
      const layers = layersOf(...all);
      const made = edit(layers, path, value, 1, none);
      expect(edit(json(layers), path, value, 1, none)).toStrictEqual(made);
      expect(json(made)).toStrictEqual(made);
      if (!made.ok) return;
      const again = edit(freeze(made.value), path, value, 2, none);
      expect(again.ok && again.value).toBe(made.value);
    }), RUNS);
  });

  test('M9: after an edit the arrivals are still those that something refers to', () => {
    fc.assert(fc.property(steps, anyPath, anyEdit, (all, path, value) => {
      const made = edit(layersOf(...all), path, value, 1, none);
      if (!made.ok) return;
      const used = new Set<number>();
      JSON.stringify(made.value, (key, one: unknown) => (key === 'arrivals' ? [] : key === 'sequence' ? used.add(one as number) && one : one));
      expect(made.value.arrivals.map(({ sequence }) => sequence)).toStrictEqual([...used].sort((a, b) => a - b));
    }), RUNS);
  });
});

describe('M11, M13: laws of the plan', () => {
  test('M11: plan(x, x) is empty, also of a copy', () => {
    fc.assert(fc.property(steps, (all) => {
      const layers = layersOf(...all);
      expect(plan(layers, layers)).toStrictEqual({ changes: [] });
      expect(plan(layers, json(layers))).toStrictEqual({ changes: [] });
    }), RUNS);
  });

  test('M11: a plan lists exactly the leaves that differ, each once, and survives JSON', () => {
    fc.assert(fc.property(steps, steps, fc.boolean(), (first, second, onTop) => {
      const before = layersOf(...first);
      const after = apply(onTop ? before : emptyLayers(), ...second);
      const [old, next] = [merge(before), merge(after)];
      const differing = [...new Set([...paths(old), ...paths(next)])].filter((path) => JSON.stringify(valueAt(old, path)) !== JSON.stringify(valueAt(next, path)));
      const { changes } = plan(before, after);
      const leaves = changes.filter(({ path }) => parsePath(path) !== undefined);
      expect(leaves.map(({ path }) => path).sort()).toStrictEqual(differing.sort());
      for (const { path, kind } of leaves) expect(kind).toBe(valueAt(old, path) === undefined ? 'added' : valueAt(next, path) === undefined ? 'removed' : 'changed');
      expect(json(changes)).toStrictEqual(changes);
      expect(JSON.stringify(changes)).not.toMatch(/"secret"|"s[12]"/);
    }), RUNS);
  });
});
