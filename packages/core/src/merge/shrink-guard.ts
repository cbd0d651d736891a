import type { DocumentName } from '../document/tree.js';
import { isSecret, isSubtree, type Value } from '../document/tree.js';
import { isBlank } from '../document/xml-space.js';
import { beats } from './entry.js';
import type { Channel, Entry, Layers } from './layer.js';

/** Why a refresh is held back (M12). Names only, no value. */
export interface Shrink {
  /** `essential`: one without which nobody is called; `half`: more than half of the provider's account nodes. */
  readonly reason: 'essential' | 'half';
  /** The account nodes that would become empty: all where they are more than half, else the essential ones. */
  readonly nodes: readonly string[];
  /** How many account nodes of the provider's had a value. */
  readonly of: number;
  /** The documents that empty them: `force` on every one of their roots lets it through. */
  readonly documents: readonly DocumentName[];
}

/** Whose account nodes are the provider's: neither the client's defaults nor the user's edits count. */
const PROVIDERS = [
  ['portal', 'provisioning'],
  ['global', 'global_extprov'],
  ['account', 'extprov'],
] as const satisfies readonly (readonly [Channel, DocumentName])[];

const ESSENTIAL: readonly string[] = ['username', 'host', 'password'];

/**
 * Whether a refresh takes so much away that it looks like a mistake (M12): `undefined`, or why it is held back. Only account
 * nodes count, so sweeps and removes of collections are exempt. A node that is gone is as empty as one that was emptied.
 */
export function shrinks(before: Layers, after: Layers): Shrink | undefined {
  const had = winners(before);
  const has = winners(after);
  const emptied: (readonly [name: string, document: DocumentName])[] = [];
  let count = 0;
  had.forEach(({ entry, document }, name) => {
    if (isEmpty(entry.value)) return;
    count += 1;
    const now = has.get(name);
    if (now === undefined || isEmpty(now.entry.value)) emptied.push([name, now?.document ?? document]);
  });
  const essential = emptied.filter(([name]) => ESSENTIAL.includes(name));
  const why = emptied.length * 2 > count ? emptied : essential;
  if (why.length === 0) return undefined;
  const documents = PROVIDERS.map(([, document]) => document).filter((document) => why.some(([, by]) => by === document));
  return { reason: essential.length > 0 ? 'essential' : 'half', nodes: why.map(([name]) => name), of: count, documents };
}

interface Winner {
  readonly entry: Entry;
  readonly document: DocumentName;
}

/** The provider's view of the account (M9). */
function winners(layers: Layers): ReadonlyMap<string, Winner> {
  const found = new Map<string, Winner>();
  for (const [channel, document] of PROVIDERS) {
    for (const entry of layers[channel].account) {
      const holder = found.get(entry.name);
      if (holder === undefined || beats(entry, holder.entry)) found.set(entry.name, { entry, document });
    }
  }
  return found;
}

/** Blanks are nothing, except in a secret, where they cannot be seen. */
function isEmpty(value: Value): boolean {
  if (isSubtree(value)) return value.children.length === 0 && !isSecret(value.text) && isBlank(value.text);
  return !isSecret(value) && isBlank(value);
}
