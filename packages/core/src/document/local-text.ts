import type { ProfileValue } from '../merge/profile.js';
import { isSecret, isSubtree, type Pairs, type SafeElement } from './tree.js';

/** Of a locale's tag; more than any registered language needs. */
const MOST_PARTS = 8;

/** One text in several languages: BCP 47 tags as written, `''` for the text without `lang` (D7). In document order. */
export type LocalTexts = Pairs<string>;

/** `<value lang="cs">…</value><value>…</value>` (D7); a node without `value` children is one text without a language. */
export function textsOf(value: ProfileValue): LocalTexts {
  if (!isSubtree(value)) return isSecret(value) ? [] : [['', value]];
  const values = value.children.filter(({ name }) => name === 'value');
  return (values.length === 0 ? [value] : values).flatMap(readText);
}

/** An element's text with its `lang`; nothing where either is secret. */
export function readText({ text, attributes }: SafeElement): LocalTexts {
  const lang = attributes.find(([name]) => name === 'lang')?.[1] ?? '';
  return isSecret(text) || isSecret(lang) ? [] : [[lang, text]];
}

/**
 * Chooses a text by a BCP 47 locale (D7): the same tag, in any case and with `_` for `-`; then the tag without its last parts,
 * `zh-Hant` for `zh-Hant-TW`; then any text of that language; then the one without `lang`; then the first. `undefined` only
 * where there is no text.
 */
export function chooseText(texts: LocalTexts, locale: string): string | undefined {
  const tags = texts.map(([lang]) => canonical(lang));
  const parts = canonical(locale).split('-', MOST_PARTS);
  const language = parts[0] ?? '';
  for (let length = parts.length; length > 0; length -= 1) {
    const index = tags.indexOf(parts.slice(0, length).join('-'));
    if (index >= 0) return texts[index]?.[1];
  }
  const related = language === '' ? -1 : tags.findIndex((tag) => tag.startsWith(`${language}-`));
  return (texts[related] ?? texts[tags.indexOf('')] ?? texts[0])?.[1];
}

/** The text of a node in the language of a locale (D7), see {@link chooseText}; `undefined` for a secret. */
export function localText(value: ProfileValue, locale: string): string | undefined {
  return chooseText(textsOf(value), locale);
}

function canonical(tag: string): string {
  return tag.replace(/_/g, '-').toLowerCase();
}
