import { CHANNELS, COLLECTIONS, SECTIONS, type Layers } from './layer.js';
import { formatPath } from './path.js';

const MOST = 5;
const FARTHEST = 2;

/** Known paths near to one that is unknown: other case, without its section or its leaf, or mistyped in at most two places. */
export function suggest(layers: Layers, text: string): readonly string[] {
  const wanted = text.toLowerCase();
  const near: (readonly [rank: number, path: string])[] = [];
  for (const path of knownPaths(layers)) {
    const rank = rankOf(path.toLowerCase(), wanted);
    if (rank !== undefined) near.push([rank, path]);
  }
  return near.sort(([a], [b]) => a - b).slice(0, MOST).map(([, path]) => path);
}

function rankOf(known: string, wanted: string): number | undefined {
  if (wanted === '') return undefined;
  if (known === wanted) return 0;
  if (known.endsWith(`.${wanted}`) || known.startsWith(`${wanted}.`)) return 1;
  const whole = distance(known, wanted);
  const leaf = distance(known.slice(known.indexOf('.') + 1), wanted);
  const least = Math.min(whole, leaf);
  return least > FARTHEST ? undefined : 1 + least;
}

/** Insertions, deletions and replacements between two texts; where they are too many, any number above {@link FARTHEST}. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > FARTHEST) return Infinity;
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    if (Math.min(...current) > FARTHEST) return Infinity;
    above = current;
  }
  return above[b.length] ?? 0;
}

function knownPaths(layers: Layers): ReadonlySet<string> {
  return new Set(CHANNELS.flatMap((channel) => {
    const layer = layers[channel];
    return [
      ...SECTIONS.flatMap((section) => layer[section].map(({ name }) => formatPath({ section, name }))),
      ...COLLECTIONS.flatMap((section) => layer[section].items.flatMap(({ id, nodes }) => nodes.map(({ name }) => formatPath({ section, id, name })))),
    ];
  }));
}
