import type { CollectionName, NodeSection } from '../document/mergeable.js';
import { lookUp } from '../document/tree.js';
import { COLLECTIONS, SECTIONS } from './layer.js';
import type { Profile, ProfileValue } from './profile.js';

/** Where a leaf of the profile stands: `account.codecOrder`, `quickDial.reception.displayName`. */
export type Path =
  | { readonly section: NodeSection; readonly name: string }
  | (ItemPath & { readonly name: string });

/** Where an item of a collection stands: `quickDial.reception`. */
export interface ItemPath {
  readonly section: CollectionName;
  readonly id: string;
}

/** Reads what {@link formatPath} writes; a name that is no plain word stands in brackets: `quickDial["a.b"].uri`. */
export function parsePath(text: string): Path | undefined {
  const [first, ...names] = segmentsOf(text) ?? [];
  const [one, two, ...more] = names;
  if (one === undefined || more.length > 0) return undefined;
  const section = SECTIONS.find((name) => name === first);
  if (section !== undefined) return two === undefined ? { section, name: one } : undefined;
  const collection = COLLECTIONS.find((name) => name === first);
  return collection === undefined || two === undefined ? undefined : { section: collection, id: one, name: two };
}

/** `parsePath(formatPath(path))` is `path`, for every name; of a whole item `parseItemPath` reads it. */
export function formatPath(path: Path | ItemPath): string {
  return path.section + ('id' in path ? segment(path.id) : '') + ('name' in path ? segment(path.name) : '');
}

/** Every visible leaf, in the profile's order. */
export function paths(profile: Profile): readonly string[] {
  const leaves: string[] = [];
  for (const section of SECTIONS) for (const [name] of profile[section]) leaves.push(formatPath({ section, name }));
  for (const section of COLLECTIONS) {
    for (const { id, nodes } of profile[section]) for (const [name] of nodes) leaves.push(formatPath({ section, id, name }));
  }
  return leaves;
}

/** The value of a visible leaf; `undefined` where the profile has none at that path. */
export function valueAt(profile: Profile, path: string): ProfileValue | undefined {
  const parsed = parsePath(path);
  if (parsed === undefined) return undefined;
  if (!('id' in parsed)) return lookUp(profile[parsed.section], parsed.name);
  const item = profile[parsed.section].find((one) => one.id === parsed.id);
  return item === undefined ? undefined : lookUp(item.nodes, parsed.name);
}

const PLAIN = /^[^.[\]"\\\s]+$/;

function segment(name: string): string {
  return PLAIN.test(name) ? `.${name}` : `["${name.replace(/["\\]/g, '\\$&')}"]`;
}

/** Plain words and bracketed texts, or `undefined` where the text is neither from end to end. */
export function segmentsOf(text: string): readonly string[] | undefined {
  const token = /\.?([^.[\]"\\\s]+)|\["((?:[^"\\]|\\["\\])*)"\]/y;
  const segments: string[] = [];
  while (token.lastIndex < text.length) {
    const start = token.lastIndex;
    const found = token.exec(text);
    if (found === null) return undefined;
    const word = found[1];
    if (word === undefined ? start === 0 : (start === 0) === found[0].startsWith('.')) return undefined; // only the first word has no dot
    segments.push(word ?? (found[2] ?? '').replace(/\\(["\\])/g, '$1'));
  }
  return segments;
}
