import { isSecretName, secrecyOf, toLeaf, type Keep, type Secrecy } from './secret-nodes.js';
import { collectionOf, sectionOf, type Section } from './sections.js';
import type { DocumentName, Leaf, RawElement, SafeElement } from './tree.js';
import { isBlank } from './xml-space.js';

type Attribute<Text> = readonly [name: string, value: Text];

/** What the merge needs to see of a node whose value is secret. */
const VISIBLE: ReadonlySet<string> = /* @__PURE__ */ new Set(['priority', 'source', 'action', 'id', 'name']);

/**
 * Replaces every secret of a document by a reference (S3), before anything else sees it: a pure walk over the tree, except
 * for what `keep` does. Secret are the values of secret nodes with their whole subtrees, and attributes of secret names;
 * of a service's URL the part before its query stays visible as `shown`.
 */
export function splitSecrets(root: RawElement, asked: DocumentName, keep: Keep): SafeElement {
  const whole = (text: string): Leaf => toLeaf('secret', text, keep);

  const namedAttribute = ([name, value]: Attribute<string>): Attribute<Leaf> => [name, isSecretName(name) ? whole(value) : value];

  /** White space between children is layout, not a value; text where no text belongs is nobody's business. */
  const sealText = (element: RawElement): Leaf =>
    element.children.length > 0 && isBlank(element.text) ? element.text : whole(element.text);

  /** Below a secret node nothing is visible but the names. */
  const sealBelow = (element: RawElement): SafeElement => ({
    name: element.name,
    attributes: element.attributes.map(([name, value]) => [name, whole(value)]),
    text: sealText(element),
    children: element.children.map(sealBelow),
  });

  const seal = (element: RawElement): SafeElement => ({
    name: element.name,
    attributes: element.attributes.map(([name, value]) => [name, VISIBLE.has(name) ? value : whole(value)]),
    text: sealText(element),
    children: element.children.map(sealBelow),
  });

  const open = (element: RawElement, secrecy: Secrecy): SafeElement => ({
    name: element.name,
    attributes: element.attributes.map(namedAttribute),
    text: toLeaf(secrecy, element.text, keep),
    children: element.children.map(byName),
  });

  const byName = (element: RawElement): SafeElement =>
    isSecretName(element.name) || isSecretName(attributeOf(element, 'name')) ? seal(element) : open(element, 'plain');

  const node = (section: Section, element: RawElement): SafeElement => {
    const secrecy = secrecyOf(section, element.name);
    return secrecy === 'secret' ? seal(element) : open(element, secrecy);
  };

  /** `prop` stands for the node that it names: `default` is the value, validators below it are the portal's text (D5). */
  const prop = (section: Section, element: RawElement): SafeElement => {
    const secrecy = secrecyOf(section, attributeOf(element, 'name'));
    const attribute = (pair: Attribute<string>): Attribute<Leaf> => {
      const [name, value] = pair;
      if (name === 'default') return [name, toLeaf(secrecy, value, keep)];
      return secrecy === 'secret' && !VISIBLE.has(name) ? [name, whole(value)] : namedAttribute(pair);
    };
    return {
      name: element.name,
      attributes: element.attributes.map(attribute),
      text: secrecy === 'secret' ? sealText(element) : element.text,
      children: element.children.map((child) => (secrecy === 'secret' && child.name !== 'validator' ? sealBelow(child) : byName(child))),
    };
  };

  const within = (element: RawElement, child: (element: RawElement) => SafeElement): SafeElement => ({
    name: element.name,
    attributes: element.attributes.map(namedAttribute),
    text: isBlank(element.text) ? element.text : whole(element.text),
    children: element.children.map(child),
  });

  const propsAndNodes =
    (section: Section) =>
    (child: RawElement): SafeElement =>
      child.name === 'prop' ? prop(section, child) : node(section, child);

  /** The structure's own names are released: `prefKeys` holds the word `key`. */
  const ofProvisioning = (child: RawElement): SafeElement => {
    const section = sectionOf(child.name);
    if (section === 'service') return node('service', child);
    if (section === 'account' || section === 'prefKeys') return within(child, propsAndNodes(section));
    return section === undefined ? byName(child) : open(child, 'plain');
  };

  if (asked === 'extprov') return within(root, (child) => node('account', child));
  if (asked === 'provisioning') return within(root, ofProvisioning);
  return within(root, (child) => (collectionOf(child.name) === undefined ? byName(child) : open(child, 'plain')));
}

function attributeOf(element: RawElement, name: string): string {
  return element.attributes.find(([candidate]) => candidate === name)?.[1] ?? '';
}
