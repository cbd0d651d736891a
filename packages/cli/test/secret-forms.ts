/** Forms in which a secret may show itself: encodings of text, base64 at any alignment, hexadecimal digits, escapes. */
export function formsOf(secret: string): readonly { readonly form: string; readonly bytes: Buffer }[] {
  const utf8 = Buffer.from(secret, 'utf8');
  const hex = utf8.toString('hex');
  const text = (form: string, value: string): { form: string; bytes: Buffer } => ({ form, bytes: Buffer.from(value, 'utf8') });
  return [
    { form: 'utf8', bytes: utf8 },
    { form: 'utf16le', bytes: Buffer.from(secret, 'utf16le') },
    { form: 'utf16be', bytes: Buffer.from(secret, 'utf16le').swap16() },
    text('hex', hex),
    text('HEX', hex.toUpperCase()),
    text('percent', encodeURIComponent(secret)),
    text('form', new URLSearchParams({ s: secret }).toString().slice(2)),
    text('json', JSON.stringify(secret).slice(1, -1)),
    text('xml', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
    ...[0, 1, 2].flatMap((shift) => {
      // What stands before and after changes the outer characters: only the inner ones are looked for.
      const inner = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64').replace(/=+$/, '').slice(shift === 0 ? 0 : shift + 1, -1);
      return [text(`base64 +${String(shift)}`, inner), text(`base64url +${String(shift)}`, inner.replaceAll('+', '-').replaceAll('/', '_'))];
    }),
  ];
}

/** The forms of a secret that some bytes hold. */
export function leaksOf(secret: string, bytes: Buffer): readonly string[] {
  return formsOf(secret).flatMap(({ form, bytes: wanted }) => (bytes.includes(wanted) ? [form] : []));
}
