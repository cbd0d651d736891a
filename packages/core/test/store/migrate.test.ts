import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyLayers } from '../../src/merge/layer.js';
import { merge } from '../../src/merge/merge.js';
import type { Generation } from '../../src/store/generation.js';
import type { Layers } from '../../src/merge/layer.js';
import { decodeGeneration, encodeGeneration } from '../../src/store/text.js';
import { migrate } from '../../src/store/migrate.js';

const DAY = 86_400_000;
const SIGNED_OUT = { number: 3, savedAt: 5_000, installId: 'i' };

function first(layers: Layers): unknown {
  return { ...SIGNED_OUT, profile: { identity: {}, layers, theme: {}, documents: [] } };
}

function withKey(value: Layers['portal']['prefKeys'][number]['value']): Layers {
  const layers = emptyLayers();
  return { ...layers, portal: { ...layers.portal, prefKeys: [{ name: 'reprovisioningEnabled', value, priority: 10, source: '', sequence: 1 }] } };
}

describe('migrate', () => {
  test('S5: the first format gets a schedule: all four documents are due when it was saved', () => {
    const all = ['provisioning', 'theme', 'global_extprov', 'extprov'].map((document) => ({ document, at: 5_000, every: DAY }));
    const layers = emptyLayers();
    expect(migrate(1, first(layers))).toEqual({ ...SIGNED_OUT, profile: { identity: {}, layers, theme: {}, documents: [], schedule: { automatic: true, due: all } } });
  });

  test('S5, R3: what the portal switched off stays off, and nothing else does', () => {
    for (const value of ['0', 'off']) expect(migrate(1, first(withKey(value)))).toMatchObject({ profile: { schedule: { automatic: false, due: [] } } });
    for (const value of ['1', 'on', '', { secret: 's1' }]) expect(migrate(1, first(withKey(value)))).toMatchObject({ profile: { schedule: { automatic: true } } });
  });

  test('S5, R12: a signed-out generation has nothing to bring up to date', () => {
    expect(migrate(1, SIGNED_OUT)).toEqual(SIGNED_OUT);
  });

  test('S5: the present format comes back as it is', () => {
    const generation = first(emptyLayers());
    expect(migrate(2, generation)).toBe(generation);
  });

  test('S5: a generation that the first format wrote reads whole: profile, secrets and due times', () => {
    const text = readFileSync(new URL('fixtures/generation-format-1.txt', import.meta.url), 'utf8');
    const { generation: kept, sealed } = JSON.parse(text.slice(text.indexOf('\n') + 1)) as { generation: Generation; sealed: string };
    const read = decodeGeneration({ number: 1, text });
    if (!read.ok || read.value.generation.profile === undefined) throw new Error('it cannot be read');
    const { schedule, ...profile } = read.value.generation.profile;
    expect({ ...read.value.generation, profile }).toEqual(kept);
    expect(read.value.sealed).toBe(sealed);
    expect(schedule.due.map(({ at }) => at)).toEqual(Array(4).fill(kept.savedAt));
    expect(merge(profile.layers).account).toContainEqual(['username', '1001']);
    const again = encodeGeneration(read.value.generation, sealed);
    expect(decodeGeneration(again)).toEqual(read);
  });
});
