/** What `<?xml … ?>` at the very start says. */
export interface Declaration {
  /** Characters it takes; 0 where there is none. */
  readonly length: number;
  /** As declared; absent where nothing readable is. */
  readonly encoding?: string;
  /** Whether it is a declaration of XML 1.0 or 1.1, letter by letter. */
  readonly sound: boolean;
}

const S = '[ \\t\\n]';
const quoted = (value: string): string => `(?:"${value}"|'${value}')`;
const SOUND = new RegExp(
  `^<\\?xml${S}+version${S}*=${S}*${quoted('1\\.[01]')}` +
    `(?:${S}+encoding${S}*=${S}*${quoted('[A-Za-z][A-Za-z0-9._-]*')})?` +
    `(?:${S}+standalone${S}*=${S}*${quoted('(?:yes|no)')})?${S}*\\?>$`,
);
const ENCODING = new RegExp(`${S}encoding${S}*=${S}*(?:"([^"]*)"|'([^']*)')`);

/** Looks at the start of a text whose line ends are normalised; the encoding is found in a faulty declaration too. */
export function readDeclaration(text: string): Declaration {
  if (!/^<\?xml[ \t\n?]/.test(text)) return { length: 0, sound: true };
  const end = text.indexOf('?>');
  if (end === -1) return { length: 0, sound: false };
  const written = text.slice(0, end + 2);
  const match = ENCODING.exec(written);
  const encoding = match?.[1] ?? match?.[2];
  const read = { length: written.length, sound: SOUND.test(written) };
  return encoding === undefined ? read : { ...read, encoding };
}

/** UTF-8 under its name or, as some servers write it, without the hyphen; every other name is another encoding (D1). */
export function isUtf8(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}
