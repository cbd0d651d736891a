import type { Keep } from '../document/secret-nodes.js';
import { splitSecrets } from '../document/split-secrets.js';
import { isSecret, isSubtree, rebuilt, type Leaf, type RawElement, type SafeElement, type Value } from '../document/tree.js';
import type { Path } from './path.js';

/**
 * A value as {@link edit} takes it (S3): what is secret at this place is handed to `keep` and becomes a reference, by the
 * same rules as in a document. Total.
 */
export function sealEdit({ section, name }: Pick<Path, 'section' | 'name'>, value: string | RawElement, keep: Keep): Value {
  const node: RawElement = typeof value === 'string' ? { name, attributes: [], text: value, children: [] } : { ...value, name };
  const within = { name: section, attributes: [], text: '', children: [node] };
  const root = splitSecrets({ name: 'edit', attributes: [], text: '', children: [within] }, 'provisioning', keep);
  const sealed = root.children[0]?.children[0];
  if (sealed === undefined) return '';
  return typeof value === 'string' ? sealed.text : { ...sealed, name: value.name };
}

/** Whether a value holds in the clear what has to be a reference at its place (S3). */
export function isInClear(path: Pick<Path, 'section' | 'name'>, value: Value): boolean {
  let clear = false;
  const keep: Keep = () => {
    clear = true;
    return '';
  };
  sealEdit(path, isSubtree(value) ? withoutRefs(value) : textOf(value), keep);
  return clear;
}

/** An empty text is never secret. */
function textOf(leaf: Leaf): string {
  return isSecret(leaf) ? '' : leaf;
}

function withoutRefs(element: SafeElement): RawElement {
  return rebuilt(element, textOf, textOf(element.text), withoutRefs);
}
