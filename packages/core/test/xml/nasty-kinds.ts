const MIB = 1 << 20;

/** What it is, how it is made, and what a reader says of a megabyte of it. */
export type Nasty = readonly [name: string, make: () => string, outcome: string];

const numbered = (count: number, name: (index: number) => string): string => Array.from({ length: count }, (_, index) => name(index)).join(' ');

/** Documents of about that many bytes, made to hurt a reader that backtracks, recurses, or looks at everything for each thing. */
export function nastyOf(bytes: number): readonly Nasty[] {
  const part = (count: number): number => Math.floor((count * bytes) / MIB);
  const fill = (unit: string, length: number = unit.length): string => unit.repeat(Math.floor(bytes / length));
  return [
    ['start tags', () => fill('<a>'), 'xml.too-deep'],
    ['start tags with prefixes', () => fill('<p:a xmlns:p="u">'), 'xml.too-deep'],
    ['100,000 attributes', () => `<a ${numbered(part(80_000), (index) => `b${index}=""`)}/>`, 'xml.too-large'],
    ['250,000 empty elements', () => `<r>${'<a/>'.repeat(part(250_000))}</r>`, 'xml.too-large'],
    ['99,999 empty elements in a root', () => `<r>${'<a/>'.repeat(part(99_999))}</r>`, 'ok'],
    ['references in text', () => `<a>${fill('&amp;')}</a>`, 'ok'],
    ['references in an attribute', () => `<a b="${fill('&#65;')}"/>`, 'ok'],
    ['declared prefixes, looked up from 64 levels below', () => `<r ${numbered(120, (index) => `xmlns:p${index}="u${index}"`)}>${'<a>'.repeat(62)}${`<b ${numbered(120, (index) => `p${index}:x=""`)}/>`.repeat(part(700))}${'</a>'.repeat(62)}</r>`, 'ok'],
    ['prefixes declared on every level', () => `${Array.from({ length: 62 }, (_, level) => `<a ${numbered(250, (index) => `xmlns:p${level}.${index}="u"`)}>`).join('')}${'<b p0.0:x="" p61.9:y=""/>'.repeat(part(20_000))}${'</a>'.repeat(62)}`, 'ok'],
    ['names that differ', () => `<r>${numbered(part(90_000), (index) => `<b${index}/>`)}</r>`, 'ok'],
    ['text', () => `<a>${fill('text ')}</a>`, 'ok'],
    ['one piece of CDATA', () => `<a><![CDATA[${fill(']]')}]]></a>`, 'ok'],
    ['one attribute', () => `<a b="${fill('\n> ')}"/>`, 'ok'],
    ['emoji', () => `<a>${fill('😀', 4)}</a>`, 'ok'],
    ['an instruction of one word', () => `<?${fill('p')}?><a/>`, 'ok'],
    ['one instruction', () => `<?p ${fill('?')}?><a/>`, 'ok'],
    ['one comment', () => `<!--${fill(' -')} --><a/>`, 'ok'],
    ['a name of marks that begin none', () => `<a${fill('\u00d7')}/>`, 'xml.not-well-formed'],
    ['comments', () => `${fill('<!---->')}<a/>`, 'ok'],
    ['comments in the root', () => `<a>${fill('<!---->')}</a>`, 'ok'],
    ['comments between letters', () => `<a>${fill('x<!---->')}</a>`, 'ok'],
    ['instructions', () => `${fill('<?a?>')}<a/>`, 'ok'],
    ['pieces of CDATA', () => `<a>${fill('<![CDATA[x]]>')}</a>`, 'ok'],
    ['brackets', () => `<a>${fill(']')}</a>`, 'ok'],
    ['brackets in CDATA', () => `<a><![CDATA[${fill(']')}`, 'xml.not-well-formed'],
    ['hyphens in a comment', () => `<!--${fill('-')}`, 'xml.not-well-formed'],
    ['question marks', () => `<?a ${fill('?')}`, 'xml.not-well-formed'],
    ['less-than signs', () => fill('<'), 'xml.not-well-formed'],
    ['ampersands', () => `<a>${fill('&')}</a>`, 'xml.not-well-formed'],
    ['an entity without an end', () => `<a>&${fill('x')}</a>`, 'xml.not-well-formed'],
    ['quotes', () => `<a ${fill('"')}`, 'xml.too-large'],
    ['one quote', () => `<a b="${fill('x')}`, 'xml.not-well-formed'],
    ['one name', () => `<${fill('a')}/>`, 'ok'],
    ['colons', () => `<a${fill(':')}/>`, 'xml.not-well-formed'],
    ['white space', () => fill(' '), 'xml.not-well-formed'],
    ['carriage returns', () => `<a>${fill('\r')}</a>`, 'ok'],
    ['line ends before a fault', () => `<a>${fill('\n')}<`, 'xml.not-well-formed'],
    ['a good declaration full of blanks', () => `<?xml version="1.0"${fill(' ')}?><a/>`, 'ok'],
    ['a good declaration full of line ends', () => `<?xml version="1.0"${fill('\r')}?><a/>`, 'ok'],
    ['a declaration full of blanks', () => `<?xml version="1.0"${fill(' ')}x?><a/>`, 'xml.not-well-formed'],
    ['a declaration full of encodings', () => `<?xml ${fill(' encoding = ')}?><a/>`, 'xml.not-well-formed'],
    ['a declaration full of spaced equals signs', () => `<?xml version${fill(' ')}=${fill(' ')}?><a/>`, 'xml.not-well-formed'],
    ['end tags', () => `<a>${fill('</b>')}`, 'xml.not-well-formed'],
    ['a DOCTYPE at the very end', () => `${fill('<!---->')}<!DOCTYPE a>`, 'xml.doctype'],
    ['long names that differ', () => `<r>${numbered(part(1_000), (index) => `<b${index}${'x'.repeat(1_000)}/>`)}</r>`, 'ok'],
    ['tags that are not closed', () => `<r>${fill('<not-closed></r>')}`, 'xml.not-well-formed'],
    ['entities that nobody declared', () => `<a>${fill('&e;')}</a>`, 'xml.not-well-formed'],
    ['an attribute of entities that nobody declared', () => `<a b="${fill('&e;')}"/>`, 'xml.not-well-formed'],
    ['white space around the signs of attributes', () => `<a ${fill('b = "c"\n').slice(0, 9 * 200)}${fill(' ')}/>`, 'xml.not-well-formed'],
  ];
}
