const MIB = 1 << 20;
const fill = (unit: string): string => unit.repeat(Math.floor(MIB / unit.length));
const numbered = (count: number, name: (index: number) => string): string => Array.from({ length: count }, (_, index) => name(index)).join(' ');

/** A megabyte each, made to hurt a reader that backtracks, recurses, or looks at everything for each thing. */
export const NASTY: readonly (readonly [name: string, text: string, outcome: string])[] = [
  ['start tags', fill('<a>'), 'xml.too-deep'],
  ['start tags with prefixes', fill('<p:a xmlns:p="u">'), 'xml.too-deep'],
  ['100,000 attributes', `<a ${numbered(80_000, (index) => `b${index}=""`)}/>`, 'xml.too-large'],
  ['250,000 empty elements', `<r>${'<a/>'.repeat(250_000)}</r>`, 'xml.too-large'],
  ['99,999 empty elements in a root', `<r>${'<a/>'.repeat(99_999)}</r>`, 'ok'],
  ['references in text', `<a>${fill('&amp;')}</a>`, 'ok'],
  ['references in an attribute', `<a b="${fill('&#65;')}"/>`, 'ok'],
  ['declared prefixes, looked up from 64 levels below', `<r ${numbered(120, (index) => `xmlns:p${index}="u${index}"`)}>${'<a>'.repeat(62)}${`<b ${numbered(120, (index) => `p${index}:x=""`)}/>`.repeat(700)}${'</a>'.repeat(62)}</r>`, 'ok'],
  ['prefixes declared on every level', `${Array.from({ length: 62 }, (_, level) => `<a ${numbered(250, (index) => `xmlns:p${level}.${index}="u"`)}>`).join('')}${'<b p0.0:x="" p61.9:y=""/>'.repeat(20_000)}${'</a>'.repeat(62)}`, 'ok'],
  ['names that differ', `<r>${numbered(90_000, (index) => `<b${index}/>`)}</r>`, 'ok'],
  ['text', `<a>${fill('text ')}</a>`, 'ok'],
  ['one piece of CDATA', `<a><![CDATA[${fill(']]')}]]></a>`, 'ok'],
  ['one attribute', `<a b="${fill('\n> ')}"/>`, 'ok'],
  ['emoji', `<a>${'😀'.repeat(1 << 18)}</a>`, 'ok'],
  ['an instruction of one word', `<?${fill('p')}?><a/>`, 'ok'],
  ['one instruction', `<?p ${fill('?')}?><a/>`, 'ok'],
  ['one comment', `<!--${fill(' -')} --><a/>`, 'ok'],
  ['a name of marks that begin none', `<a${fill('\u00d7')}/>`, 'xml.not-well-formed'],
  ['comments', `${fill('<!---->')}<a/>`, 'ok'],
  ['comments in the root', `<a>${fill('<!---->')}</a>`, 'ok'],
  ['comments between letters', `<a>${fill('x<!---->')}</a>`, 'ok'],
  ['instructions', `${fill('<?a?>')}<a/>`, 'ok'],
  ['pieces of CDATA', `<a>${fill('<![CDATA[x]]>')}</a>`, 'ok'],
  ['brackets', `<a>${fill(']')}</a>`, 'ok'],
  ['brackets in CDATA', `<a><![CDATA[${fill(']')}`, 'xml.not-well-formed'],
  ['hyphens in a comment', `<!--${fill('-')}`, 'xml.not-well-formed'],
  ['question marks', `<?a ${fill('?')}`, 'xml.not-well-formed'],
  ['less-than signs', fill('<'), 'xml.not-well-formed'],
  ['ampersands', `<a>${fill('&')}</a>`, 'xml.not-well-formed'],
  ['an entity without an end', `<a>&${fill('x')}</a>`, 'xml.not-well-formed'],
  ['quotes', `<a ${fill('"')}`, 'xml.too-large'],
  ['one quote', `<a b="${fill('x')}`, 'xml.not-well-formed'],
  ['one name', `<${fill('a')}/>`, 'ok'],
  ['colons', `<a${fill(':')}/>`, 'xml.not-well-formed'],
  ['white space', fill(' '), 'xml.not-well-formed'],
  ['carriage returns', `<a>${fill('\r')}</a>`, 'ok'],
  ['line ends before a fault', `<a>${fill('\n')}<`, 'xml.not-well-formed'],
  ['a good declaration full of blanks', `<?xml version="1.0"${fill(' ')}?><a/>`, 'ok'],
  ['a good declaration full of line ends', `<?xml version="1.0"${fill('\r')}?><a/>`, 'ok'],
  ['a declaration full of blanks', `<?xml version="1.0"${fill(' ')}x?><a/>`, 'xml.not-well-formed'],
  ['a declaration full of encodings', `<?xml ${fill(' encoding = ')}?><a/>`, 'xml.not-well-formed'],
  ['a declaration full of spaced equals signs', `<?xml version${fill(' ')}=${fill(' ')}?><a/>`, 'xml.not-well-formed'],
  ['end tags', `<a>${fill('</b>')}`, 'xml.not-well-formed'],
  ['a DOCTYPE at the very end', `${fill('<!---->')}<!DOCTYPE a>`, 'xml.doctype'],
];

/** Length and hash of a text, for outcomes too large to carry from engine to engine. */
export function digestOf(text: string): string {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return `${text.length} ${hash}`;
}
