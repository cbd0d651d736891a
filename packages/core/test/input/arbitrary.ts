import fc from 'fast-check';

/** Everything that means something to one of the forms, beside plain text: a law that holds over these holds. */
const TOKENS = [
  ...['@', '@@', '*', '%', '%40', '%2A', '%25', '%C3', '%C3%A9', '%F0%9F%98', '%ED%A0%80', '%zz', '%4', ':', '&', '#', '?', '+', '/'],
  ...['WLAPP', 'wlapp', '@WLAPP', '@wlApp*', 'CODE', '@CODE', 'csc:', 'bob', 'é', '😀', '__proto__'],
  ...[' ', '\t', '\n', '\u00a0', '\ufeff', '\u2028', '\0'],
];

/** Text without lone surrogates. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 7 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** Whatever a keyboard, a scanner or an attacker hands over. */
export const anything: fc.Arbitrary<string> = fc.oneof(
  text,
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
  fc.tuple(text, fc.constantFrom('\ud800', '\udc00', '\ud83d@CODE'), text).map((parts) => parts.join('')),
);

export const code: fc.Arbitrary<string> = fc.constantFrom('CODE', 'code*', 'WLAPP', 'wlApp*', '7', 'a.b_c-1*');

/** A username or password that may be absent. */
export const maybeText: fc.Arbitrary<string | undefined> = fc.option(text, { nil: undefined });
