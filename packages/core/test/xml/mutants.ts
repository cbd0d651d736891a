import { bytesOf } from './documents.js';

/** Numbers from 0 to below a bound, the same for the same seed on every engine (mulberry32). */
export type Dice = (bound: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

/** Of each kind: what a good document may hold, and what mostly spoils it. */
interface Kind {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const NAMES: Kind = {
  good: ['a', 'b', 'c', 'p:a', 'p:b', 'xml:lang', 'xml:a', 'příjmení', '𐐀', 'parsererror', 'html', 'template', '__proto__', 'a.-1', 'a\u00b7', 'ⅷ', 'a\u0387', 'n0', 'n1', 'XML', 'aŀ', 'p:parsererror'],
  bad: ['q:b', 'xmlns', 'xmlns:p', 'xmlns:a', 'p:1', 'p:-', ':', 'a:', 'p:a:b', '1', '-', '\u0300a', 'a\u037e', 'a\ufeff', 'a\u{f0000}', 'p:\u00b7', 'a×', 'a\u0085'],
};
const DECLARATIONS: Kind = {
  good: ['xmlns:q="u"', 'xmlns:p="v"', 'xmlns="u"', 'xmlns=""', 'xmlns="http://www.w3.org/1999/xhtml"', 'xmlns:r="&#117;"', 'xmlns:xml="http://www.w3.org/XML/1998/namespace"', "xmlns:p='urn:p'", 'xmlns:P="u"', 'xmlns:q="u v"'],
  bad: ['xmlns:p=""', 'xmlns:p="http://www.w3.org/XML/1998/namespace"', 'xmlns="http://www.w3.org/XML/1998/namespace"', 'xmlns:xmlns="u"', 'xmlns="http://www.w3.org/2000/xmlns/"', 'xmlns:p="http://www.w3.org/2000/xmlns&#47;"', 'xmlns:p=" u"', 'xmlns:p="u\u00a0"', 'xmlns:p="&#9;u"', 'xmlns:xml="u"', 'xmlns:1="u"', 'xmlns:="u"'],
};
const TEXTS: Kind = {
  good: ['x', ' ', '\t', '\n', '\r\n', '\r', '&amp;', '&lt;', '&#65;', '&#x41;', '&#9;', '&#10;', '&#13;', '&#x85;', '&#xD7FF;', '&#xE000;', '&#xFFFD;', '&#x10FFFF;', '&#0000000000000000000000000000065;', '&apos;', '&quot;', '&gt;', ']]', ']]&gt;', '\u0085', '\u2028', '\u00a0', '\ufeff', '\ufffd', '😀', '\u007f', '--', '?>', '/>', 'parsererror', '%', '&#x1F600;', '&#xe9;e\u0301'],
  bad: ['&#0;', '&#1;', '&#xD800;', '&#xDFFF;', '&#xFFFE;', '&#x110000;', '&#x100000041;', '&#4294967361;', '&#18446744073709551681;', '&#x;', '&#;', '&#-65;', '&#+65;', '&# 65;', '&#65 ;', '&#6_5;', '&#1e2;', '&#X41;', '&#٣;', '&nbsp;', '&QUOT;', '&amp', '&', '&;', '& amp;', '&amp ;', '&a.b;', '&p:q;', '&&amp;', ']]>', '\ufffe', '\0', '\u0001', '<', '</', '<!--', '"', "'"],
};
const PIECES: Kind = {
  good: ['<!---->', '<!-- -->', '<!--->-->', '<!-- & < ]]> -->', '<!-- - -->', '<![CDATA[]]>', '<![CDATA[x]]>', '<![CDATA[]]]]>', '<![CDATA[<a>&amp;]]>', '<![CDATA[\r\n\r]]>', '<?p?>', '<?p x?>', '<?p\tx??>', '<?p <a> & -- ]]>?>', '<?xml-stylesheet type="text/xsl" href="#x"?>', ']]<!---->&gt;', ']]<!---->]', '<![CDATA[]]]]><![CDATA[>]]>', '<parsererror xmlns="http://www.w3.org/1999/xhtml"/>', '<html xmlns="http://www.w3.org/1999/xhtml"><body><parsererror>x</parsererror></body></html>', '<template xmlns="http://www.w3.org/1999/xhtml">x<a/></template>', '<script xmlns="http://www.w3.org/1999/xhtml">1</script>', '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>'],
  bad: ['<!-- -- -->', '<!--->', '<!-->', '<!--x--->', '<!-', '<!--', '<![CDATA[', '<![cdata[x]]>', '<![CDATA [x]]>', '<?p:q x?>', '<?xml version="1.0"?>', '<?XmL?>', '<?1?>', '<??>', '<?p?x?>', '<? p?>', '<?p', '<!a>', '<!ENTITY a "b">', '<!DOCTYPE a>', '<!doctype a>', '</>', '< a/>', '</a >', '<a/ >', '<a', '<', '\ufeff', ']]<!---->>', ']<![CDATA[x]]>]>', '&am<!---->p;', '&#6<?p?>5;', '&<!---->lt;'],
};
const STARTS: Kind = {
  good: ['', '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>\n', "<?xml version='1.1'?>", '<?xml version="1.0" standalone="no" ?>', '<?xml\r\nversion="1.0"?>', '\ufeff', '\n', '<!-- -->', '<?p?>\n'],
  bad: ['<?xml version="1.0" standalone="yes" encoding="UTF-8"?>', '<?xml version = "1.0" encoding = "latin1"?>', '<?xml?>', '<?xml version="1.0">', '\ufeff\ufeff', ' <?xml version="1.0"?>', '<?xmlversion="1.0"?>', '\u0085', 'x', '&#32;', '<![CDATA[]]>'],
};
const TAILS: Kind = { good: ['', '\n', ' ', '<!-- -->', '<?p?>'], bad: ['x', '&#32;', '<a/>', '\0', '\ufeff', '</a>', '\u00a0', '<![CDATA[]]>', '<!--', '<'] };

/** A document of a grammar that breaks its rules now and then; about half of them are well-formed. */
export function grown(dice: Dice): Uint8Array {
  const odds = dice(2) === 0 ? 12 : 1000;
  const spoils = (): boolean => dice(odds) === 0;
  const one = (list: readonly string[]): string => list[dice(list.length)] ?? '';
  const any = ({ good, bad }: Kind): string => one(spoils() ? bad : good);
  const or = (usual: string, others: readonly string[]): string => (spoils() ? one(others) : usual);
  const many = (bound: number, make: () => string): string => Array.from({ length: dice(bound) }, make).join('');
  const attribute = (index: number): string => {
    const quote = one(['"', "'"]);
    const name = spoils() ? any(NAMES) : `${one(['', 'p:', 'é'])}a${index}`;
    const value = many(4, () => any(TEXTS)).replaceAll(quote, '');
    return `${or(one([' ', '\n', '\t ']), ['', '\u00a0', '/', '\u0085'])}${name}${or(one(['=', ' = ']), ['', '==', ':'])}${quote}${value}${or(quote, ['', '"', "'"])}`;
  };
  const element = (depth: number): string => {
    const tag = any(NAMES);
    const own = dice(2) === 0 ? '' : ` ${any(DECLARATIONS)}`;
    const usual = depth === 3 && !own.startsWith(' xmlns:p=') ? ' xmlns:p="urn:p"' : '';
    const heads = [usual, own, ...Array.from({ length: dice(3) }, (_, index) => attribute(index))];
    const head = (dice(2) === 0 ? heads : heads.reverse()).join('');
    if (depth === 0 || (depth < 3 && dice(4) === 0)) return `<${tag}${head}${or(one(['', ' ', '\n']), [' / ', '/', 'x', '<'])}/>`;
    const inside = many(5, () => (dice(2) === 0 ? element(depth - 1) : dice(2) === 0 ? any(PIECES) : any(TEXTS)));
    return `<${tag}${head}>${inside}</${or(tag, NAMES.good)}${or(one(['', ' ', '\n']), [' x', '/', '"'])}>`;
  };
  return bytesOf(`${any(STARTS)}${element(3)}${any(TAILS)}`);
}

/** A document with a few of its bytes changed, dropped, doubled, or joined by pieces of markup. */
export function mutated(dice: Dice, seeds: readonly Uint8Array[]): Uint8Array {
  const pick = (): Uint8Array => seeds[dice(seeds.length)] ?? new Uint8Array();
  let bytes = pick();
  for (let times = 1 + dice(3); times > 0; times -= 1) {
    const at = dice(bytes.length + 1);
    const to = Math.min(bytes.length, at + 1 + dice(dice(4) === 0 ? 40 : 4));
    const lists = [NAMES, DECLARATIONS, TEXTS, PIECES];
    const { good, bad } = lists[dice(lists.length)] ?? TEXTS;
    const list = dice(2) === 0 ? good : bad;
    const piece = bytesOf(list[dice(list.length)] ?? '');
    const other = pick();
    const from = dice(other.length + 1);
    const middles = [new Uint8Array([dice(256)]), new Uint8Array([0x20 + dice(0x60)]), new Uint8Array(), bytes.slice(at, to), piece, piece, other.slice(from, from + dice(60))];
    const kind = dice(middles.length);
    const keeps = kind >= 3 && dice(2) === 0;
    bytes = joined([bytes.subarray(0, at), middles[kind] ?? piece, bytes.subarray(keeps ? at : to)]);
  }
  return bytes;
}

/** Inputs for readers that must agree: half of them grown, half mutated. */
export function mutants(seed: number, count: number, seeds: readonly Uint8Array[]): readonly Uint8Array[] {
  const dice = diceOf(seed);
  return Array.from({ length: count }, (_, index) => (index % 2 === 0 ? grown(dice) : mutated(dice, seeds)));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
