import { readCollection } from './collection.js';
import { note, readForce } from './incoming-node.js';
import type { CollectionName, IncomingCollection, IncomingDocument } from './mergeable.js';
import type { Warning } from './problem.js';
import { collectionOf } from './sections.js';
import type { SafeElement } from './tree.js';

/** Reads what the service of dial actions sends (R14): `dialAction` items under a root of any name. */
export function readDialActions(root: SafeElement): IncomingDocument {
  const warnings: Warning[] = [];
  return { dialActions: readCollection('dialActions', root, warnings), warnings };
}

/** Reads the global document (D7): `quickDial` and `dialActions` under a root of any name; other children are ignored. */
export function readGlobal(root: SafeElement): IncomingDocument {
  const warnings: Warning[] = [];
  const found: { [name in CollectionName]?: IncomingCollection } = {};
  for (const child of root.children) {
    const collection = collectionOf(child.name);
    if (collection === undefined) note(warnings, 'document.child-ignored', child.name);
    else if (found[collection] !== undefined) note(warnings, 'node.repeated', child.name);
    else found[collection] = readCollection(collection, child, warnings);
  }
  return { ...found, ...readForce(root, warnings), warnings };
}
