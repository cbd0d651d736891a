import { isSecretName, secrecyOf, toLeaf, type Keep, type Secrecy } from './secret-nodes.js';
import { collectionOf, sectionOf, type Section } from './sections.js';
import { rebuilt, type Asked, type Leaf, type RawElement, type SafeElement } from './tree.js';
import { isBlank } from './xml-space.js';

/** What the merge needs to see of a node whose value is secret. */
const VISIBLE: ReadonlySet<string> = /* @__PURE__ */ new Set(['priority', 'source', 'action', 'id', 'name']);

/**
 * Replaces every secret of a document by a reference (S3), before anything else sees it: a pure walk over the tree, except
 * for what `keep` does. Secret are the values of secret nodes with their whole subtrees, and attributes of secret names;
 * of a service's URL the part before its query stays visible as `shown`.
 */
export function splitSecrets(root: RawElement, asked: Asked, keep: Keep): SafeElement {
  const whole = (text: string): Leaf => toLeaf('secret', text, keep);

  const namedAttribute = (value: string, name: string): Leaf => (isSecretName(name) ? whole(value) : value);
  const sealedAttribute = (value: string, name: string): Leaf => (VISIBLE.has(name) ? value : whole(value));

  /** White space between children is layout, not a value; text where no text belongs is nobody's business. */
  const sealText = (element: RawElement): Leaf =>
    element.children.length > 0 && isBlank(element.text) ? element.text : whole(element.text);

  /** Below a secret node nothing is visible but the names. */
  const sealBelow = (element: RawElement): SafeElement => rebuilt(element, whole, sealText(element), sealBelow);

  const seal = (element: RawElement): SafeElement => rebuilt(element, sealedAttribute, sealText(element), sealBelow);

  const open = (element: RawElement, secrecy: Secrecy): SafeElement => rebuilt(element, namedAttribute, toLeaf(secrecy, element.text, keep), byName);

  const byName = (element: RawElement): SafeElement =>
    isSecretName(element.name) || isSecretName(attributeOf(element, 'name')) ? seal(element) : open(element, 'plain');

  const node = (section: Section, element: RawElement): SafeElement => {
    const secrecy = secrecyOf(section, element.name);
    return secrecy === 'secret' ? seal(element) : open(element, secrecy);
  };

  /** `prop` stands for the node that it names: `default` is the value, validators below it are the portal's text (D5). */
  const prop = (section: Section, element: RawElement): SafeElement => {
    const secrecy = secrecyOf(section, attributeOf(element, 'name'));
    const secret = secrecy === 'secret';
    return rebuilt(
      element,
      (value, name) => (name === 'default' ? toLeaf(secrecy, value, keep) : (secret ? sealedAttribute : namedAttribute)(value, name)),
      secret ? sealText(element) : element.text,
      (child) => (secret && child.name !== 'validator' ? sealBelow(child) : byName(child)),
    );
  };

  const within = (element: RawElement, child: (element: RawElement) => SafeElement): SafeElement =>
    rebuilt(element, namedAttribute, isBlank(element.text) ? element.text : whole(element.text), child);

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
  if (asked === 'dialActionWs') return within(root, byName); // the root is the collection itself (R14)
  return within(root, (child) => (collectionOf(child.name) === undefined ? byName(child) : open(child, 'plain')));
}

function attributeOf(element: RawElement, name: string): string {
  return element.attributes.find(([candidate]) => candidate === name)?.[1] ?? '';
}
