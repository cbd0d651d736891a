import { isSecret, rebuilt, type Leaf, type SafeElement, type XmlElement } from './tree.js';

/** What stands wherever a secret would (S4). Says nothing about the secret, not even its length. */
export const MASK = '••••••';

/** A leaf as it may be shown: secrets masked, a URL with its query masked, everything else as it is (S4). */
export function maskLeaf(leaf: Leaf): string {
  if (!isSecret(leaf)) return leaf;
  return leaf.shown === undefined ? MASK : `${leaf.shown}?${MASK}`;
}

/** A whole subtree as it may be shown (S4). */
export function maskTree(element: SafeElement): XmlElement {
  return rebuilt(element, maskLeaf, maskLeaf(element.text), maskTree);
}
