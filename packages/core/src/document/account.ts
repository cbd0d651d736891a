import { attributeOf, firstOfEach, note, readForce, readNode, readProp } from './incoming-node.js';
import type { IncomingDocument, IncomingNode } from './mergeable.js';
import { textsOf, chooseText } from './local-text.js';
import { cleanMessage } from './message.js';
import type { Warning } from './problem.js';
import type { SafeElement } from './tree.js';

/** The `id` of an account's root is a node of its own, so that it merges and can be explained like any other (D6). */
function readId(root: SafeElement): readonly IncomingNode[] {
  const id = attributeOf(root, 'id');
  return id === undefined || id === '' ? [] : [{ name: 'id', value: id }];
}

/** The account defaults of the portal's document (D5): plain nodes, and `prop`s; their validators are read by `readValidators`. */
export function readAccountDefaults(element: SafeElement, warnings: Warning[]): readonly IncomingNode[] {
  const nodes = element.children.map((child) =>
    child.name === 'prop' ? readProp(child, warnings) : readNode(child, child.name, warnings),
  );
  return firstOfEach([...readId(element), ...nodes.filter((node) => node !== undefined)], warnings);
}

/** `action="signOut"`, in exactly this spelling; the message is the account's `message` node, as plain text (R11, D8). */
function readSignOut(root: SafeElement, nodes: readonly IncomingNode[], warnings: Warning[]): Pick<IncomingDocument, 'signOut'> {
  const action = attributeOf(root, 'action');
  if (action === undefined) return {};
  if (action !== 'signOut') {
    note(warnings, 'node.action-ignored', root.name);
    return {};
  }
  const said = nodes.find(({ name }) => name === 'message');
  const message = said === undefined ? undefined : cleanMessage(chooseText(textsOf(said.value), '') ?? '');
  return { signOut: message === undefined ? {} : { message } };
}

/**
 * Reads the account document (D6): every child is a node, known or not; a sign-out by the provider (R11) has its nodes too, which
 * nobody merges. Total; the root was judged by `readBody` (D10).
 */
export function readAccount(root: SafeElement): IncomingDocument {
  const warnings: Warning[] = [];
  const nodes = root.children.map((child) => readNode(child, child.name, warnings));
  for (const name of ['priority', 'source']) {
    if (attributeOf(root, name) !== undefined) note(warnings, 'node.attribute-ignored', `${root.name}@${name}`);
  }
  const account = firstOfEach([...readId(root), ...nodes], warnings);
  return { account, ...readSignOut(root, account, warnings), ...readForce(root, warnings), warnings };
}
