import { node, type XmlNode } from './xml.js';

/** A quick dial (D7). A `priority` above 40 locks it for the user (M8). */
export interface QuickDial {
  readonly id: string;
  readonly priority?: number;
  readonly displayName?: string;
  readonly uri?: string;
  readonly portraitUrl?: string;
}

/** A dial action (D7): a title, by language, `''` for the fall-back, and the number that it dials. */
export interface DialAction {
  readonly id: string;
  readonly priority?: number;
  readonly title: readonly (readonly [language: string, text: string])[];
  readonly uri: string;
}

export interface Collections {
  readonly quickDials?: readonly QuickDial[];
  readonly dialActions?: readonly DialAction[];
}

/** The two collections, in the camelCase in which they are written (D7); an absent one is left out (M4). */
export function collectionNodes(collections: Collections): readonly XmlNode[] {
  const { quickDials, dialActions } = collections;
  return [
    ...(quickDials === undefined ? [] : [node('quickDial', quickDials.map(quickDialNode))]),
    ...(dialActions === undefined ? [] : [node('dialActions', dialActions.map(dialActionNode))]),
  ];
}

function quickDialNode({ id, priority, displayName, uri, portraitUrl }: QuickDial): XmlNode {
  const children = [
    ...(displayName === undefined ? [] : [node('displayName', displayName)]),
    ...(uri === undefined ? [] : [node('uri', uri)]),
    ...(portraitUrl === undefined ? [] : [node('portraitUrl', portraitUrl)]),
  ];
  return node('item', children, { id, priority: priority?.toString() });
}

function dialActionNode({ id, priority, title, uri }: DialAction): XmlNode {
  const texts = title.map(([language, text]) => node('value', text, { lang: language === '' ? undefined : language }));
  return node('dialAction', [node('title', texts), node('uri', uri)], { id, priority: priority?.toString() });
}
