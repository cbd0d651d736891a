import type { Profile, ProfileItem, ProfileValue } from '../merge/profile.js';
import { defined } from './defined.js';
import { localText } from './local-text.js';
import type { Pairs } from './tree.js';
import { trimXmlSpace } from './xml-space.js';

/** A quick dial (D7). What was not sent, or can't be used, is absent. */
export interface QuickDial {
  readonly id: string;
  /** In the language of the locale; kept as it was sent. */
  readonly displayName?: string;
  /** A number or a URI, without outer white space. */
  readonly uri?: string;
  /** Absolute, http or https only (T2). */
  readonly portraitUrl?: string;
}

/** A programmable dial action (D7). Nothing about its inner nodes is public, so they come along whole. */
export interface DialAction {
  readonly id: string;
  /** In the language of the locale: `displayName`, or else `title`. */
  readonly displayName?: string;
  /** A number or a URI, without outer white space. */
  readonly uri?: string;
  /** Absolute, http or https only (T2). */
  readonly portraitUrl?: string;
  readonly nodes: Pairs<ProfileValue>;
}

/** The quick dials of a profile in their order, with texts for a BCP 47 locale such as `cs-CZ` (D7). */
export function quickDials(profile: Pick<Profile, 'quickDial'>, locale: string): readonly QuickDial[] {
  return profile.quickDial.map((item) => readItem(item, locale, ['displayName']));
}

/** The dial actions of a profile in their order, with texts for a BCP 47 locale such as `cs-CZ` (D7). */
export function dialActions(profile: Pick<Profile, 'dialActions'>, locale: string): readonly DialAction[] {
  return profile.dialActions.map((item) => ({ ...readItem(item, locale, ['displayName', 'title']), nodes: item.nodes }));
}

function readItem({ id, nodes }: ProfileItem, locale: string, names: readonly string[]): QuickDial {
  const find = (name: string): ProfileValue | undefined => nodes.find(([candidate]) => candidate === name)?.[1];
  const textOf = (name: string): string | undefined => {
    const value = find(name);
    return value === undefined ? undefined : localText(value, locale);
  };
  const addressOf = (name: string): string | undefined => {
    const text = trimXmlSpace(textOf(name) ?? '');
    return text === '' ? undefined : text;
  };
  const portraitUrl = addressOf('portraitUrl');
  return defined({
    id,
    displayName: names.map(textOf).find((text) => text !== undefined),
    uri: addressOf('uri'),
    portraitUrl: portraitUrl !== undefined && isWebAddress(portraitUrl) ? portraitUrl : undefined,
  });
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text);
}
