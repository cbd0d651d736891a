import { same } from '../document/same.js';
import { lookUp } from '../document/tree.js';
import { nextSequence, withLayer, type Arrival, type Channel, type Entry, type Layer, type Layers, type Stamp } from './layer.js';
import { mergeSection } from './merge.js';

/** Account nodes and service keys by which somebody is known and let in (R10). */
const CREDENTIAL = /password|secret|token|auth_?(?:user|pass)|^(?:cloud_|stun)username$/i;

/** Where providers put them. */
const PLACES = [['portal', 'account'], ['portal', 'service'], ['account', 'account']] as const;

/**
 * Older layers with the credentials of newer ones (R10), channel by channel: what the newer ones do not have is gone. The SIP user
 * name is taken along where its password changed too; alone it is a setting.
 */
export function withCredentials(older: Layers, newer: Layers): Layers {
  const passwordOf = (layers: Layers): unknown => lookUp(mergeSection(layers, 'account'), 'password');
  const pair = !same(passwordOf(older), passwordOf(newer));
  const isCredential = ({ name }: Entry): boolean => CREDENTIAL.test(name) || (pair && name === 'username');
  let layers = older;
  for (const [channel, section] of PLACES) {
    const [own, others] = [layers[channel][section], newer[channel][section].filter(isCredential)];
    if (same(own.filter(isCredential).map(bare), others.map(bare))) continue;
    const graft = grafting(layers, newer);
    const taken = others.map((entry) => ({ ...entry, sequence: graft.sequenceOf(entry) }));
    const kept = own.flatMap((entry) => (isCredential(entry) ? taken.filter(({ name }) => name === entry.name) : [entry]));
    const added = taken.filter(({ name }) => !own.some((entry) => entry.name === name));
    layers = graft.into(channel, { ...layers[channel], [section]: [...kept, ...added] });
  }
  return layers;
}

/** Older layers with the user's own layer of newer ones: edits survive whatever becomes of the provider's settings (R10). */
export function withUserLayer(older: Layers, newer: Layers): Layers {
  const graft = grafting(withLayer(older, 'user', newer.user), newer);
  const restamped = <S extends Stamp>(stamp: S): S => ({ ...stamp, sequence: graft.sequenceOf(stamp) });
  const collection = ({ items, removed, sweeps }: Layer['quickDial']): Layer['quickDial'] => ({
    items: items.map((item) => ({ ...item, ...(item.created && { created: restamped(item.created) }), nodes: item.nodes.map(restamped) })),
    removed: removed.map(restamped),
    sweeps: sweeps.map(restamped),
  });
  const { account, prefKeys, service, quickDial, dialActions } = newer.user;
  const user = { account: account.map(restamped), prefKeys: prefKeys.map(restamped), service: service.map(restamped), quickDial: collection(quickDial), dialActions: collection(dialActions) };
  return graft.into('user', user);
}

/** The same nodes, whatever their sequence. */
export function sameContent(one: Layer, other: Layer): boolean {
  const text = (layer: Layer): string => JSON.stringify(layer, (key, value: unknown) => (key === 'sequence' ? undefined : value));
  return text(one) === text(other);
}

function bare({ name, value, priority, source }: Entry): unknown {
  return [name, value, priority, source];
}

interface Grafting {
  /** What a stamp of the newer layers is called in the older ones. */
  readonly sequenceOf: (stamp: Stamp) => number;
  readonly into: (channel: Channel, layer: Layer) => Layers;
}

/** Arrivals come along under their own number, or under a new one where that stands for another arrival (M9). */
function grafting(older: Layers, newer: Layers): Grafting {
  const arrivals: Arrival[] = [...older.arrivals];
  const known = new Map<number, number>();
  const take = (arrival: Arrival): number => {
    const holder = arrivals.find(({ sequence }) => sequence === arrival.sequence);
    if (same(holder, arrival)) return arrival.sequence;
    const sequence = holder === undefined ? arrival.sequence : Math.max(nextSequence({ ...older, arrivals }), nextSequence(newer));
    arrivals.push({ ...arrival, sequence });
    arrivals.sort((one, other) => one.sequence - other.sequence);
    return sequence;
  };
  return {
    sequenceOf({ sequence }) {
      const arrival = newer.arrivals.find((one) => one.sequence === sequence);
      const taken = known.get(sequence) ?? (arrival === undefined ? sequence : take(arrival));
      known.set(sequence, taken);
      return taken;
    },
    into: (channel, layer) => withLayer({ ...older, arrivals }, channel, layer),
  };
}
