import type { Ports } from '@firstring/core/driver';

/**
 * The port of `xml.ts`, loaded when a run needs it.
 *
 * @throws Now, and not in the middle of a run, where the browser's parser is not to be had: in a worker, or on a page that
 * enforces Trusted Types. There take the default reader. On a server that renders pages there is nothing to read.
 */
export function lazyXmlPort(): Ports['xml'] {
  if (globalThis.indexedDB !== undefined) new DOMParser().parseFromString('<a/>', 'application/xml');
  return async () => (await import('./xml.js')).createXmlPort();
}
