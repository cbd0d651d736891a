import { accept, refuse, type Result, type Warning } from '../document/problem.js';
import type { Leaf } from '../document/tree.js';
import type { Reveal } from './template.js';

/**
 * Opens a template that may be secret and fills it. Refuses with `template.unavailable` where its secret is gone. An unknown
 * name in a secret template may be a piece of the secret, so its warning names the key instead (S4).
 *
 * @param node the key that the template stands in.
 */
export function openTemplate<T extends { readonly warnings: readonly Warning[] }>(node: string, leaf: Leaf, reveal: Reveal, fill: (template: string) => Result<T>): Result<T> {
  const template = typeof leaf === 'string' ? leaf : reveal(leaf);
  if (template === undefined) return refuse('template.unavailable', { node });
  const result = fill(template);
  if (!result.ok || leaf === template) return result;
  const warnings = result.value.warnings.map(({ code, node: name }) => ({ code, node: code === 'template.unknown-name' ? node : name }));
  return accept({ ...result.value, warnings });
}
