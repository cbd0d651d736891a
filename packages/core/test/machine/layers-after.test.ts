import { describe, expect, test } from 'vitest';
import { layersAfter } from '../../src/machine/merge-run.js';
import type { Running } from '../../src/machine/state.js';
import type { Layers } from '../../src/merge/layer.js';
import { merge } from '../../src/merge/merge.js';
import { OTHER_CODE } from './drive.js';
import { inUse, signedIn } from './signed-in.js';

const AT = 5_000_000;

/** A run over what is saved, before anything has arrived. */
function run(change: (layers: Layers) => Layers = (layers) => layers): { state: Running; layers: Layers } {
  const machine = signedIn();
  const { profile, ...generation } = inUse(machine);
  if (profile === undefined) throw new Error('nobody');
  const layers = change(profile.layers);
  const { state } = machine.tell({ type: 'refresh.requested', by: 'person' });
  if (state.tag !== 'running') throw new Error(state.tag);
  return { state: { ...state, before: { ...generation, profile: { ...profile, layers } } }, layers };
}

type Nodes = Layers['defaults']['account'];
const withDefaults = (change: (nodes: Nodes) => Nodes) => (layers: Layers): Layers => ({ ...layers, defaults: { ...layers.defaults, account: change(layers.defaults.account) } });
const replacing = (at: number, change: Partial<Nodes[number]>) => withDefaults((nodes) => nodes.map((node, index) => (index === at ? { ...node, ...change } : node)));

describe('what the client itself knows of accounts', () => {
  test('R5, M3: where it is there already and nothing arrived, the layers stay the same object', () => {
    const { state, layers } = run();
    expect(layersAfter(state, undefined, AT)).toBe(layers);
  });

  test.each([
    ['the first value', replacing(0, { value: 'of an older version' })],
    ['a value in the middle', replacing(5, { value: 'of an older version' })],
    ['the first name', replacing(0, { name: 'olderName' })],
    ['one that is gone', withDefaults((nodes) => [...nodes, ...nodes.slice(0, 1).map((node) => ({ ...node, name: 'olderName' }))])],
    ['one that is new', withDefaults((nodes) => nodes.slice(0, -1))],
    ['one that is new, among others that are the same', withDefaults((nodes) => nodes.slice(1))],
    ['all of them', withDefaults(() => [])],
  ])('M2, D5: after an update of the client its own defaults count: %s', (_name, older) => {
    const expected = run().layers.defaults.account.map(({ name, value }) => [name, value]);
    const { state, layers } = run(older);
    const next = layersAfter(state, undefined, AT);
    expect(layers.defaults.account.map(({ name, value }) => [name, value])).not.toEqual(expected);
    expect(next.defaults.account.map(({ name, value }) => [name, value])).toEqual(expected);
    expect(next.portal).toBe(layers.portal);
  });
});

describe('what a run builds on', () => {
  test('R2a, M4: a refresh on what is saved, although calls are made with another name by now, or secrets are gone', () => {
    const { state, layers } = run();
    const renamed: Running = { ...state, run: { ...state.run, parameters: { ...state.run.parameters, username: 'cloud-alice' } } };
    expect(layersAfter(renamed, undefined, AT)).toBe(layers);
    expect(layersAfter({ ...state, secretsLost: true }, undefined, AT)).toBe(layers);
  });

  test('M4, I2: the same person who signs in again keeps the account, anybody else begins with the defaults', () => {
    const { state, layers } = run();
    const { refresh: _none, ...signIn } = state.run;
    expect(layersAfter({ ...state, run: signIn }, undefined, AT)).toBe(layers);
    const { account } = merge(layersAfter({ ...state, run: { ...signIn, parameters: { ...signIn.parameters, cloudId: OTHER_CODE } } }, undefined, AT));
    expect([account.some(([name]) => name === 'title'), account.some(([name]) => name === 'codecOrder')]).toEqual([false, true]);
    expect(layersAfter({ ...state, run: signIn, secretsLost: true }, undefined, AT).account.account).toEqual([]); // S3
  });

  test('F3: without anything saved a sign-in begins with the defaults', () => {
    const { state } = run();
    const { refresh: _none, ...signIn } = state.run;
    const { before: _nobody, ...first } = state;
    expect(layersAfter({ ...first, run: signIn }, undefined, AT).account.account).toEqual([]);
  });

  test('M4: with the global service goes what it brought, and without its being gone it stays', () => {
    const { state, layers } = run();
    expect(merge(layersAfter(state, undefined, AT)).quickDial.map(({ id }) => id)).toEqual(['reception']);
    const { services } = state.run;
    if (services === undefined) throw new Error('no services');
    const gone = layersAfter({ ...state, run: { ...state.run, services: { ...services, global: undefined } } }, undefined, AT);
    expect(merge(gone).quickDial).toEqual([]);
    expect(gone.account).toBe(layers.account);
  });
});
