import { COLLECTIONS } from './layer.js';
import { segmentsOf, type ItemPath } from './path.js';

/** Reads the path of a whole item: `quickDial.reception`, `dialActions["a.b"]`. */
export function parseItemPath(text: string): ItemPath | undefined {
  const [first, id, ...more] = segmentsOf(text) ?? [];
  const section = COLLECTIONS.find((name) => name === first);
  return section === undefined || id === undefined || more.length > 0 ? undefined : { section, id };
}
