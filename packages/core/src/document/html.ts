import { isXmlSpace } from './xml-space.js';
import type { RawElement } from './tree.js';

const XHTML = 'http://www.w3.org/1999/xhtml';

/** Where the first tag or text begins: behind a byte order mark, white space, comments and processing instructions. */
function startOf(text: string): number {
  let at = text.startsWith('\ufeff') ? 1 : text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
  for (;;) {
    while (isXmlSpace(text[at]) || text[at] === '\f') at += 1;
    const closing = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : undefined;
    const end = closing === undefined ? -1 : text.indexOf(closing, at + 2);
    if (closing === undefined || end < 0) return at;
    at = end + closing.length;
  }
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
