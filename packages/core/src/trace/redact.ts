import { isItem } from '../document/collection.js';
import { collectionOf } from '../document/sections.js';
import { isSecret, lookUp, type Leaf, type Pairs, type XmlElement } from '../document/tree.js';
import { isBlank } from '../document/xml-space.js';
import { parseItemPath } from '../merge/item-path.js';
import { formatPath, parsePath } from '../merge/path.js';
import { FIELD_RULES, type FieldRule } from './field-rules.js';
import { isDefault, ruleInItem, ruleOfAttribute, ruleOfHeader, ruleOfNode } from './node-rules.js';
import { createPseudonyms } from './pseudonym.js';
import { redactStored, SEALED } from './redact-stored.js';

/** What stands for a sentence of the provider's (D8): cleaning it changes nothing. */
const MESSAGE = '(masked)';

/** Where the client's own defaults and the user's edits say which revision they come from (M10). */
const OWN_REVISIONS: readonly string[] = ['built-in', 'input'];

/** A copy of plain data in which no text is left that a person's name, number or sentence could stand in. */
export type Redact = <Data>(data: Data) => Data;

type Field = FieldRule | 'challenge';

/**
 * Redacts events and states of one trace. It looks at each text where it stands, by the name of its field or node, so that it goes
 * the same way with a value wherever a step puts it: `redact(step(s, e))` is `step(redact(s), redact(e))`, unless a masked text
 * decides. Secrets are references already and stay (S3). Equal objects give the same copy, so unchanged parts cost nothing.
 */
export function createRedactor(): Redact {
  const pseudonyms = createPseudonyms();
  const known = new WeakMap<object, { readonly as: string; readonly copy: unknown }>();

  const mask = (text: string): string => (OWN_REVISIONS.includes(text) ? text : pseudonyms(text));

  const masks: Readonly<Record<Field, (text: string) => string>> = {
    kept: (text) => text,
    masked: mask,
    own: mask,
    message: () => MESSAGE,
    sealed: () => SEALED,
    url(text) {
      const [, origin = '', rest = ''] = /^(\s*https?:\/\/(?:[^/?#@\s]*(?![^/?#]*@))?)([^]*)$/i.exec(text) ?? ['', '', text];
      return rest === '' ? origin : origin + mask(rest);
    },
    node: (text) => text.replace(/^(quickDial|dialActions)\[([^]*)$/, (_label, collection: string, id: string) => `${collection}[${id.endsWith(']') ? `${mask(id.slice(0, -1))}]` : mask(id)}`),
    path(text) {
      const path = parsePath(text) ?? parseItemPath(text);
      return path === undefined ? mask(text) : formatPath('id' in path ? { ...path, id: mask(path.id) } : path);
    },
    challenge: (text) => text.replace(/([A-Za-z0-9_-]+)([ \t]*=[ \t]*)(?:"((?:[^"\\]|\\[^])*)"|([^\s",]+))/g, maskParameter),
  };

  const maskParameter = (written: string, name: string, equals: string, quoted: string | undefined, token: string | undefined): string => {
    if (/^(?:algorithm|qop|stale|userhash|charset)$/i.test(name)) return written;
    return quoted === undefined ? name + equals + mask(token ?? '') : `${name}${equals}"${mask(quoted)}"`;
  };

  const text = (value: string, rule: Field): string => (isBlank(value) ? value : masks[rule](value));

  const leaf = (value: Leaf, rule: Field): Leaf => {
    if (!isSecret(value)) return text(value, rule);
    return value.shown === undefined ? value : { ...value, shown: text(value.shown, 'url') };
  };

  /** A node's own text; what is only the client's default stays. */
  const ofNode = (value: unknown, name: string, item: boolean): unknown => {
    const own = typeof value === 'string' && !item && isDefault(name, value);
    return own ? value : walk(value, item ? 'masked' : ruleOfNode(name), item);
  };

  const element = (of: XmlElement<Leaf>, item: boolean, message: boolean): XmlElement<Leaf> => {
    const { name, attributes, children } = of;
    if (name === 'validator' && !item) return of; // the portal's own words (D5)
    const said = message || (name === 'message' && !item);
    const below = item || collectionOf(name) !== undefined || isItem('dialActions', name); // R14: an answer of items alone
    const prop = lookUp(attributes, 'name');
    const attribute = (value: Leaf, key: string): unknown => {
      const rule = item ? ruleInItem(key) : ruleOfAttribute(key);
      return rule === 'own' && typeof prop === 'string' ? ofNode(value, prop, false) : leaf(value, rule);
    };
    return {
      name,
      attributes: attributes.map(([key, value]) => [key, attribute(value, key) as Leaf]),
      text: said ? leaf(of.text, 'message') : (ofNode(of.text, name, item) as Leaf),
      children: children.map((child) => element(child, below, said)),
    };
  };

  const fields = (of: object, item: boolean): object =>
    Object.fromEntries(
      Object.entries(of).map(([key, value]: [string, unknown]) => {
        if (key === 'validators') return [key, value]; // the portal's own words (D5)
        if (key === 'headers') return [key, headers(value as Pairs<string>)];
        const rule = (FIELD_RULES as Readonly<Record<string, FieldRule | undefined>>)[key] ?? 'masked';
        return [key, walk(value, rule, item || collectionOf(key) !== undefined)];
      }),
    );

  const headers = (pairs: Pairs<string>): Pairs<string> => pairs.map(([name, value]) => [name, text(value, ruleOfHeader(name))]);

  const copyOf = (of: object, rule: Field, item: boolean): unknown => {
    if (Array.isArray(of)) return of.map((each: unknown) => (isPair(each) ? [each[0], ofNode(each[1], each[0], item)] : walk(each, rule, item)));
    if ('secret' in of) return leaf(of as Exclude<Leaf, string>, rule);
    if ('children' in of) return element(of as XmlElement<Leaf>, item, rule === 'message');
    if ('critical' in of || ('from' in of && 'body' in of)) return of; // a theme (D12), a row of the table of answers: the same for everybody
    if ('portal' in of && 'device' in of) return { ...of, portal: text(String(of.portal), 'url') }; // settings: what the app says of itself
    if ('text' in of && 'number' in of) return redactStored(of as { readonly number: number; readonly text: string }, (data) => walk(data, 'masked', false) as typeof data);
    const rest = fields(of, item);
    if (!('value' in of)) return rest;
    const edited = 'path' in of ? String(of.path) : '';
    const path = parsePath(edited) ?? parseItemPath(edited);
    const name = path !== undefined && 'name' in path ? path.name : 'name' in of ? String(of.name) : '';
    return { ...rest, value: ofNode(of.value, name, item || (path !== undefined && 'id' in path)) };
  };

  const walk = (value: unknown, rule: Field, item: boolean): unknown => {
    if (typeof value === 'string') return text(value, rule);
    if (typeof value !== 'object' || value === null) return value;
    const as = `${rule} ${String(item)}`;
    const before = known.get(value);
    if (before?.as === as) return before.copy;
    const copy = copyOf(value, rule, item);
    known.set(value, { as, copy });
    return copy;
  };

  return (data) => walk(data, 'masked', false) as typeof data;
}

/** Of a list of pairs (`Pairs`): no list of words is a list of lists. */
function isPair(value: unknown): value is readonly [string, unknown] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}
