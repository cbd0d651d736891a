import { attributeOf, firstOfEach, note, readInteger, readNode, readRank } from './incoming-node.js';
import type { CollectionName, IncomingCollection, IncomingItem } from './mergeable.js';
import type { Warning } from './problem.js';
import type { SafeElement } from './tree.js';

/** All-lower-case spellings of documented names, as they occur in the field (D7). */
const DOCUMENTED: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['displayname', 'displayName'],
  ['portraiturl', 'portraitUrl'],
]);

export function isItem(collection: CollectionName, name: string): boolean {
  return collection === 'quickDial' ? name === 'item' : name === 'dialAction' || name === 'dialaction';
}

function readItem(collection: CollectionName, element: SafeElement, warnings: Warning[]): IncomingItem | undefined {
  const id = attributeOf(element, 'id');
  if (typeof id !== 'string' || id === '') {
    // M5
    note(warnings, 'item.id-missing', collection);
    return undefined;
  }
  const label = `${collection}[${id}]`;
  const rank = readRank(element, label, warnings);
  const action = attributeOf(element, 'action');
  // M6
  if (action === 'remove') return { id, ...rank, remove: true, nodes: [] };
  if (action !== undefined) note(warnings, 'node.action-ignored', label);
  const nodes = element.children.map((child) => {
    const name = collection === 'quickDial' ? (DOCUMENTED.get(child.name) ?? child.name) : child.name;
    return readNode(child, name, warnings);
  });
  return { id, ...rank, nodes: firstOfEach(nodes, warnings) };
}

/**
 * Reads quick dials or dial actions (D7), camelCase or all lower case, in the order of the document. An item without an id
 * is refused (M5). Of items with one id the first counts, and so does the first of removes; a remove and an item of the
 * same id both stay, in order.
 */
export function readCollection(collection: CollectionName, element: SafeElement, warnings: Warning[]): IncomingCollection {
  const seen = new Set<string>();
  const items: IncomingItem[] = [];
  for (const child of element.children) {
    if (!isItem(collection, child.name)) {
      note(warnings, 'document.child-ignored', child.name);
      continue;
    }
    const item = readItem(collection, child, warnings);
    if (item === undefined) continue;
    const identity = `${item.remove === true ? '-' : '+'}${item.id}`;
    if (seen.has(identity)) note(warnings, 'node.repeated', `${collection}[${item.id}]`);
    else items.push(item);
    seen.add(identity);
  }
  if (collection === 'dialActions') return { items };
  const bound = attributeOf(element, 'maxQuickDialReplacePriority') ?? attributeOf(element, 'maxquickdialreplacepriority');
  const sweepBelow = bound === undefined ? undefined : readInteger(bound);
  if (bound !== undefined && sweepBelow === undefined) note(warnings, 'node.priority-ignored', 'maxQuickDialReplacePriority');
  return sweepBelow === undefined ? { items } : { sweepBelow, items };
}
