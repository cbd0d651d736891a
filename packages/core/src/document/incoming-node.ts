import { defined } from './defined.js';
import type { IncomingDocument, IncomingNode } from './mergeable.js';
import type { Warning } from './problem.js';
import { readRevision } from './revision.js';
import type { Leaf, SafeElement, Value } from './tree.js';
import type { DocumentWarningCode, ServiceWarningCode } from './warning-catalogue.js';
import { trimXmlSpace } from './xml-space.js';

/** A hostile document cannot fill the state with warnings. */
const MOST_WARNINGS = 100;
const LONGEST_NAME = 100;

/** Adds a warning to a reader's own list; names are cut, and after 100 warnings the rest goes unsaid. */
export function note(warnings: Warning[], code: DocumentWarningCode | ServiceWarningCode, node: string): void {
  if (warnings.length < MOST_WARNINGS) warnings.push({ code, node: node.slice(0, LONGEST_NAME) });
}

export function attributeOf(element: SafeElement, name: string): Leaf | undefined {
  return element.attributes.find(([candidate]) => candidate === name)?.[1];
}

/** A decimal integer that a double holds exactly; anything else is `undefined`. */
export function readInteger(leaf: Leaf): number | undefined {
  if (typeof leaf !== 'string') return undefined;
  const text = trimXmlSpace(leaf);
  // Adding 0 makes -0 an ordinary 0, which JSON keeps.
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) + 0 : undefined;
}

/** `priority` and `source` of a key node or item (M1); a priority that is no integer is ignored with a warning. */
export function readRank(element: SafeElement, label: string, warnings: Warning[]): Pick<IncomingNode, 'priority' | 'source'> {
  const given = attributeOf(element, 'priority');
  const priority = given === undefined ? undefined : readInteger(given);
  if (given !== undefined && priority === undefined) note(warnings, 'node.priority-ignored', label);
  const source = attributeOf(element, 'source');
  return defined({ priority, source: typeof source === 'string' ? source : undefined });
}

/** `force="1"` of a document's root, exactly (M12, D6). */
export function readForce(root: SafeElement, warnings: Warning[]): Pick<IncomingDocument, 'force'> {
  const force = attributeOf(root, 'force');
  if (force !== undefined && force !== '0' && force !== '1') note(warnings, 'node.attribute-ignored', `${root.name}@force`);
  return force === '1' ? { force: true } : {};
}

/** `revision="2.17"` of the portal's root (P4); what is no revision is ignored with a warning. */
export function readRootRevision(root: SafeElement, warnings: Warning[]): Pick<IncomingDocument, 'revision'> {
  const written = attributeOf(root, 'revision');
  const revision = readRevision(written);
  if (written !== undefined && revision === undefined) note(warnings, 'node.attribute-ignored', `${root.name}@revision`);
  return revision === undefined ? {} : { revision };
}

/** A key node (M1): its value is its text, or its whole subtree without its own rank. */
export function readNode(element: SafeElement, name: string, warnings: Warning[]): IncomingNode {
  const own = element.attributes.filter(([attribute]) => attribute !== 'priority' && attribute !== 'source');
  if (element.children.length === 0) {
    for (const [attribute] of own) {
      if (!/^xml(?:ns)?(?::|$)/.test(attribute)) note(warnings, 'node.attribute-ignored', `${name}@${attribute}`);
    }
  }
  const value: Value = element.children.length === 0 ? element.text : { ...element, attributes: own };
  return { name, value, ...readRank(element, name, warnings) };
}

/** The node that a `prop` stands for (D3, D5), or nothing: without `default` it only attaches validators. */
export function readProp(element: SafeElement, warnings: Warning[]): IncomingNode | undefined {
  const name = attributeOf(element, 'name');
  if (typeof name !== 'string' || name === '') {
    note(warnings, 'prop.name-missing', element.name);
    return undefined;
  }
  const value = attributeOf(element, 'default');
  return value === undefined ? undefined : { name, value, ...readRank(element, name, warnings) };
}

/** Of nodes with the same name the first counts, with a warning (D1). `same` says which names are the same. */
export function firstOfEach(
  nodes: readonly IncomingNode[],
  warnings: Warning[],
  same: (name: string) => string = (name) => name,
): readonly IncomingNode[] {
  const seen = new Set<string>();
  return nodes.filter(({ name }) => {
    const repeated = seen.has(same(name));
    if (repeated) note(warnings, 'node.repeated', name);
    seen.add(same(name));
    return !repeated;
  });
}
