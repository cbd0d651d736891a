import { guardXml, OUTERMOST, plainText, refuseAt } from '@firstring/core/xml/guard';
import type { XmlPort } from '@firstring/core/driver';
import { domTree } from './dom-tree.js';

/**
 * XML by the browser's `DOMParser`, behind the guard that all platforms share: the same trees and codes as the default
 * reader of `@firstring/core/xml`, without its parser (D1, D2). What the browser's parser refuses is placed at line 1,
 * column 1, as it does not say where the fault is.
 */
export function createXmlPort(): XmlPort {
  return {
    read: (bytes, limits) => {
      const guarded = guardXml(bytes, limits, decode);
      if (!guarded.ok) return guarded;
      const { text, names } = plainText(guarded.text);
      const { documentElement } = new DOMParser().parseFromString(text, 'application/xml');
      const root = domTree(documentElement, names, OUTERMOST);
      return root === undefined ? refuseAt(guarded.text, 'xml.not-well-formed', 0) : { ok: true, root };
    },
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
