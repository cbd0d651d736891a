import { enterElement, type NamespaceScope, type RawElement } from '@firstring/core/xml/guard';

/**
 * The neutral tree of an element whose names are numbers (`plainText`); `undefined` where the document is refused. It has
 * no namespaces, so an element with one is the browser's report of a fault, whatever words the document holds.
 */
export function domTree(element: Element, names: readonly string[], scope: NamespaceScope): RawElement | undefined {
  if (element.namespaceURI !== null) return undefined;
  const named = (plain: string): string => names[Number(plain.slice(1))] ?? '';
  const name = named(element.localName);
  const attributes = Array.from(element.attributes, (attribute) => [named(attribute.name), attribute.value] as const);
  const inside = enterElement(scope, name, attributes);
  if (inside === undefined) return undefined;
  let text = '';
  const children: RawElement[] = [];
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node instanceof Element) {
      const child = domTree(node, names, inside);
      if (child === undefined) return undefined;
      children.push(child);
    } else if (node instanceof Text) {
      text += node.data;
    }
  }
  return { name, attributes, text, children };
}
