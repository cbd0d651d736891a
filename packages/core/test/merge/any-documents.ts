import fc from 'fast-check';
import type { IncomingCollection, IncomingDocument, IncomingItem, IncomingNode } from '../../src/document/mergeable.js';
import { CHANNELS, type Channel } from '../../src/merge/layer.js';

/** Documents, edits and layers of every shape, for the laws. */
export const RUNS: { readonly numRuns: number } = { numRuns: 400 };

// Few names, values and priorities, so that documents meet.
export const name = fc.constantFrom('a', 'b', 'c', '__proto__');
export const value = fc.oneof(
  fc.constantFrom('', '1', '2'),
  fc.constantFrom({ secret: 's1' }, { secret: 's2', shown: 'https://x' }),
  fc.constantFrom('1', '2').map((text) => ({ name: 't', attributes: [['k', text] as const], text: '', children: [{ name: 'u', attributes: [], text, children: [] }] })),
);
const anyPriority = fc.constantFrom(0, 5, 10, 20, 21, 30, 40, 50);

interface Shape {
  readonly priority?: fc.Arbitrary<number>;
  readonly marks?: boolean;
  readonly sweeps?: boolean;
}

export function documentOf({ priority = anyPriority, marks = true, sweeps = marks }: Shape = {}, required = false): fc.Arbitrary<IncomingDocument> {
  const rank = { priority, source: fc.constantFrom('x', 'y') };
  const requiredKeys = required ? (['priority'] as const) : ([] as const);
  const node = fc.record({ name, value, ...rank }, { requiredKeys: ['name', 'value', ...requiredKeys] }) as fc.Arbitrary<IncomingNode>;
  const nodes = fc.array(node, { maxLength: 4 });
  const creating = fc.record({ id: name, nodes, ...rank }, { requiredKeys: ['id', 'nodes', ...requiredKeys] }) as fc.Arbitrary<IncomingItem>;
  const removing = fc.record({ id: name, remove: fc.constant(true), nodes: fc.constant([]), ...rank }, { requiredKeys: ['id', 'remove', 'nodes', ...requiredKeys] }) as fc.Arbitrary<IncomingItem>;
  const items = fc.array(marks ? fc.oneof({ weight: 3, arbitrary: creating }, removing) : creating, { maxLength: 5 });
  const collection: fc.Arbitrary<IncomingCollection> = sweeps ? fc.record({ items, sweepBelow: priority }, { requiredKeys: ['items'] }) : fc.record({ items });
  return fc.record({ account: nodes, prefKeys: nodes, service: nodes, quickDial: collection, dialActions: collection, warnings: fc.constant([]) }, { requiredKeys: ['warnings'] });
}

export const channel = fc.constantFrom<Channel>(...CHANNELS);
export const anyDocument = documentOf();
export const steps = fc.array(fc.tuple(channel, anyDocument), { maxLength: 7 });
export const json = <T>(one: T): T => JSON.parse(JSON.stringify(one)) as T;

/** Paths of leaves and of items that the documents have, lack, hide or lock. */
export const anyPath = fc.constantFrom(
  'account.a', 'account.b', 'account.host', 'prefKeys.c', 'prefKeys.voicemailEnabled', 'service.a', 'quickDial.a.a', 'quickDial.a.b', 'quickDial.b.uri',
  'quickDial.a', 'quickDial.c', 'dialActions.__proto__.a', 'dialActions.__proto__', 'account', 'elsewhere.a',
);
