import { defined } from './defined.js';
import { readAccountDefaults } from './account.js';
import { readCollection } from './collection.js';
import { firstOfEach, note, readForce, readNode, readProp, readRootRevision } from './incoming-node.js';
import type { IncomingDocument, IncomingNode } from './mergeable.js';
import type { Warning } from './problem.js';
import { readValidators } from './read-validators.js';
import { sectionOf, type Section } from './sections.js';
import type { SafeElement } from './tree.js';

function readPrefKeys(element: SafeElement, warnings: Warning[]): readonly IncomingNode[] {
  const nodes: IncomingNode[] = [];
  for (const child of element.children) {
    if (child.name !== 'prop') {
      note(warnings, 'document.child-ignored', child.name);
      continue;
    }
    const node = readProp(child, warnings);
    if (node !== undefined) nodes.push(node);
  }
  return firstOfEach(nodes, warnings);
}

/**
 * Reads the portal's document (D3): preference keys, keys of web services, account defaults, quick dials and dial actions
 * under a root of any name. Children that no rule knows are ignored with a warning. Total.
 */
export function readProvisioning(root: SafeElement): IncomingDocument {
  const warnings: Warning[] = [];
  const first = (section: Section): SafeElement | undefined => {
    const [one, ...repeated] = root.children.filter((child) => sectionOf(child.name) === section);
    for (const child of repeated) note(warnings, 'node.repeated', child.name);
    return one;
  };
  for (const child of root.children) {
    if (sectionOf(child.name) === undefined) note(warnings, 'document.child-ignored', child.name);
  }
  const account = first('account');
  const prefKeys = first('prefKeys');
  const quickDial = first('quickDial');
  const dialActions = first('dialActions');
  const keys = root.children.filter((child) => sectionOf(child.name) === 'service').map((child) => readNode(child, child.name, warnings));
  // W1: keys of services compare without case.
  const service = firstOfEach(keys, warnings, (name) => name.toLowerCase());
  const validators = account === undefined ? [] : readValidators(account, warnings);
  return defined({
    account: account && readAccountDefaults(account, warnings),
    prefKeys: prefKeys && readPrefKeys(prefKeys, warnings),
    service: service.length === 0 ? undefined : service,
    quickDial: quickDial && readCollection('quickDial', quickDial, warnings),
    dialActions: dialActions && readCollection('dialActions', dialActions, warnings),
    validators: validators.length === 0 ? undefined : validators,
    ...readForce(root, warnings),
    ...readRootRevision(root, warnings),
    warnings,
  });
}
