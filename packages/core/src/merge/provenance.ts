import { defined } from '../document/defined.js';
import type { Arrival, Channel, Layers, Origin, Stamp } from './layer.js';

/** Where an entry or a mark comes from (M9). */
export interface Provenance {
  /** The layer in which it stands. */
  readonly layer: Channel;
  readonly source: string;
  readonly priority: number;
  /** What brought it; with `revision` and `at` absent where the layers do not tell. */
  readonly document?: Origin;
  readonly revision?: string;
  /** Milliseconds since the epoch. */
  readonly at?: number;
}

export function provenance(layers: Layers, layer: Channel, { source, priority, sequence }: Stamp): Provenance {
  const arrival = layers.arrivals.find((one: Arrival) => one.sequence === sequence);
  return defined({ layer, source, priority, document: arrival?.document, revision: arrival?.revision, at: arrival?.at });
}

/** The layer, and the source where that says more, as words in a sentence. */
export function nameOf({ layer, source }: Provenance): string {
  return source === layer ? `the ${layer} layer` : `the ${layer} layer (source ${source})`;
}
