import { attributeOf, firstOfEach, note, readNode, readProp } from './incoming-node.js';
import type { IncomingDocument, IncomingNode } from './mergeable.js';
import type { Warning } from './problem.js';
import type { SafeElement } from './tree.js';

/** The `id` of an account's root is a node of its own, so that it merges and can be explained like any other (D6). */
function readId(root: SafeElement): readonly IncomingNode[] {
  const id = attributeOf(root, 'id');
  return id === undefined || id === '' ? [] : [{ name: 'id', value: id }];
}

/** The account defaults of the portal's document (D5): plain nodes, and `prop`s whose validators are not read yet (D9). */
export function readAccountDefaults(element: SafeElement, warnings: Warning[]): readonly IncomingNode[] {
  const nodes = element.children.map((child) =>
    child.name === 'prop' ? readProp(child, warnings) : readNode(child, child.name, warnings),
  );
  return firstOfEach([...readId(element), ...nodes.filter((node) => node !== undefined)], warnings);
}

/** Reads the account document (D6): every child is a node, known or not. Total; the root was judged by `readBody` (D10). */
export function readAccount(root: SafeElement): IncomingDocument {
  const warnings: Warning[] = [];
  const nodes = root.children.map((child) => readNode(child, child.name, warnings));
  for (const name of ['priority', 'source']) {
    if (attributeOf(root, name) !== undefined) note(warnings, 'node.attribute-ignored', `${root.name}@${name}`);
  }
  return { account: firstOfEach([...readId(root), ...nodes], warnings), warnings };
}
