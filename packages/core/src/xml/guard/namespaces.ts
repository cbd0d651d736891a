import type { RawElement } from '../../document/tree.js';

/** Which prefixes are declared where an element stands. */
export interface NamespaceScope {
  readonly outer: NamespaceScope | undefined;
  readonly declared: ReadonlyMap<string, string>;
}

const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** Around the root. */
export const OUTERMOST: NamespaceScope = { outer: undefined, declared: new Map([['xml', XML]]) };

/**
 * What is declared inside an element; `undefined` where its tag is not namespace-well-formed (D1): parsers differ in what
 * they let pass, so none is asked. `name` and those of `attributes` are qualified names, values are normalised.
 */
export function enterElement(scope: NamespaceScope, name: string, attributes: RawElement['attributes']): NamespaceScope | undefined {
  let declared: Map<string, string> | undefined; // made when needed: most elements declare nothing
  for (const [attribute, uri] of attributes) {
    const prefix = declaredBy(attribute);
    if (prefix === undefined) continue;
    declared ??= new Map();
    if (declared.has(prefix) || !mayDeclare(prefix, uri)) return undefined;
    declared.set(prefix, uri);
  }
  const inside = declared === undefined ? scope : { outer: scope, declared };
  const prefix = prefixOf(name);
  if (prefix !== '' && find(inside, prefix) === undefined) return undefined;
  const seen = attributes.length > 1 ? new Set<string>() : undefined;
  for (const [attribute] of attributes) {
    if (declaredBy(attribute) !== undefined) continue;
    const prefix = prefixOf(attribute);
    const uri = prefix === '' ? '' : find(inside, prefix);
    if (uri === undefined) return undefined;
    if (seen === undefined) continue;
    const expanded = prefix === '' ? attribute : `${attribute.slice(prefix.length + 1)} ${uri}`;
    if (seen.has(expanded)) return undefined;
    seen.add(expanded);
  }
  return inside;
}

function declaredBy(attribute: string): string | undefined {
  return attribute === 'xmlns' ? '' : attribute.startsWith('xmlns:') ? attribute.slice(6) : undefined;
}

function mayDeclare(prefix: string, uri: string): boolean {
  // Parsers differ in what a blank around a namespace name means: no platform accepts it (D2).
  if (prefix === 'xmlns' || uri === XMLNS || uri !== uri.trim()) return false;
  return (prefix === 'xml') === (uri === XML) && (prefix === '' || uri !== '');
}

function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(':')));
}

function find(scope: NamespaceScope | undefined, prefix: string): string | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const uri = at.declared.get(prefix);
    if (uri !== undefined) return uri;
  }
  return undefined;
}
