// Text of a server may hold anything: no control character, no direction override and no half of a character gets out.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Foreign text for a terminal: nothing in it can control one. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\u00b7');
}

/** Foreign text at a glance: printable and no longer than `longest` characters. */
export function glance(text: string, longest: number = 100): string {
  const characters = Array.from(printable(text.slice(0, 2 * longest + 2)));
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}

/** JSON on one line, which a terminal may show as well: what could control it is written as an escape, so it is the same JSON. */
export function jsonLine(value: object): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value).replace(UNPRINTABLE, escape)}\n`;
}
