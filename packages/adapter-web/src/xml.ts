import { guardXml, OUTERMOST, plainText, refuseAt } from '@firstring/core/xml/guard';
import type { XmlPort } from '@firstring/core/driver';
import { domTree } from './dom-tree.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * XML by the browser's `DOMParser`, behind the guard that all platforms share: the same trees and codes as the default
 * reader of `@firstring/core/xml`, without its parser (D1, D2). What the browser's parser refuses is placed at line 1,
 * column 1, as it does not say where the fault is.
 *
 * @throws Where the browser's parser is not to be had, in a worker or on a page that enforces Trusted Types: there take the
 * default reader.
 */
export function createXmlPort(): XmlPort {
  const parser = new DOMParser();
  parser.parseFromString('<a/>', 'application/xml'); // what is forbidden here throws now, and `read` never does
  return {
    read: (bytes, limits) => {
      const guarded = guardXml(bytes, limits, decode);
      if (!guarded.ok) return guarded;
      const { text, names } = plainText(guarded.text);
      const { documentElement } = parser.parseFromString(text, 'application/xml');
      const root = domTree(documentElement, names, OUTERMOST);
      return root === undefined ? refuseAt(guarded.text, 'xml.not-well-formed', 0) : { ok: true, root };
    },
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
