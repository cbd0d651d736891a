import { isSecret, maskLeaf, maskTree, type ProfileValue, type XmlElement } from '@firstring/core';

/** A value of the profile without its secrets (S4): text, or a subtree with its secrets masked. */
export function maskedValue(value: ProfileValue): string | XmlElement {
  return typeof value === 'string' || isSecret(value) ? maskLeaf(value) : maskTree(value);
}

/** The same on one line. */
export function oneLine(value: ProfileValue): string {
  const masked = maskedValue(value);
  return typeof masked === 'string' ? masked : outline(masked);
}

/** A subtree on one line. */
export function outline({ name, children, text }: XmlElement): string {
  return children.length === 0 ? `${name} ${text}`.trim() : `${name}(${children.map(outline).join(', ')})`;
}
