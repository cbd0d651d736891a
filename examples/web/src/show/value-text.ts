import { isSecret, isSubtree, maskLeaf, maskTree, type ProfileValue, type XmlElement } from '@firstring/core';

/** A value of the profile without its secrets (S4); a subtree on one line. */
export function valueText(value: ProfileValue): string {
  return isSubtree(value) ? treeText(maskTree(value)) : maskLeaf(value);
}

/** A subtree on one line. Localised texts, which are the usual ones, read `cs: Zaparkovat, de: Parken, Park`. */
export function treeText({ children, text }: XmlElement): string {
  if (children.length === 0) return text.trim();
  return children.map((child) => `${nameOf(child)}${treeText(child)}`).join(', ');
}

function nameOf({ name, attributes }: XmlElement): string {
  const language = attributes.find(([attribute]) => attribute === 'lang')?.[1];
  if (name === 'value') return language === undefined ? '' : `${language}: `;
  return `${name} `;
}

/** The one of several localised texts that this person reads, else the one without a language (D7). */
export function localText(value: ProfileValue, languages: readonly string[]): string {
  if (typeof value === 'string' || isSecret(value)) return maskLeaf(value);
  const texts = maskTree(value).children.filter(({ name }) => name === 'value');
  const inLanguage = (wanted: string | undefined): XmlElement | undefined =>
    texts.find(({ attributes }) => attributes.find(([name]) => name === 'lang')?.[1]?.toLowerCase() === wanted);
  for (const language of languages) {
    const found = inLanguage(language.toLowerCase()) ?? inLanguage(language.toLowerCase().split('-')[0]);
    if (found !== undefined) return found.text;
  }
  return inLanguage(undefined)?.text ?? valueText(value);
}
