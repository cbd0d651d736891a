import type { RawElement } from './tree.js';

const XHTML = 'http://www.w3.org/1999/xhtml';

/** Where the first tag or text begins: behind a byte order mark, white space, comments and processing instructions. */
function startOf(text: string): number {
  const skipped = /^(?:\ufeff|\xef\xbb\xbf)|[ \t\r\n\f]+|<!(?=--)[^]*?-->|<\?[^]*?\?>/y;
  let at = 0;
  while (skipped.test(text)) at = skipped.lastIndex;
  return at;
}

/** Whether a text begins like a web page (O7): `<!doctype html` or `<html`, in any case. Linear. */
export function looksLikeHtml(text: string): boolean {
  const start = startOf(text);
  return /^<(?:!doctype[ \t\r\n\f]{1,100}html|html)(?:[ \t\r\n\f/>]|$)/i.test(text.slice(start, start + 200));
}

/** Whether a well-formed document is a web page all the same (D10): a root `html` in any case, or the XHTML namespace. */
export function isHtmlRoot(root: RawElement): boolean {
  const colon = root.name.indexOf(':');
  const declaration = colon < 0 ? 'xmlns' : `xmlns:${root.name.slice(0, colon)}`;
  return (
    root.name.slice(colon + 1).toLowerCase() === 'html' ||
    root.attributes.some(([name, value]) => name === declaration && value === XHTML)
  );
}
