import { utf8Bytes } from '../text/utf8.js';
import { defined } from './defined.js';
import { fieldOf, fieldsOf } from './json.js';
import { accept, refuse, type Result } from './problem.js';
import type { Pairs } from './tree.js';

/** An image by its address, and what it must be when it has arrived (D12). */
export interface ThemeImage {
  /** Absolute http(s) URL without user info. */
  readonly url: string;
  /** SHA-256 of its bytes, 64 lower-case hex digits. */
  readonly sha256: string;
  /** Its size, 1 or more. */
  readonly bytes: number;
}

/** What an app can draw with before anything else is read: at most 2 KiB as JSON in UTF-8 (D12). */
export interface ThemeCritical {
  /** Colours, written `#rgb`, `#rrggbb` or `#rrggbbaa`. */
  readonly background: string;
  readonly primary: string;
  readonly text: string;
  /** Name of one of the theme's images. */
  readonly logo?: string;
}

/** The look of an app (D12). Plain data; names are the operator's own, so they are pairs and not records (D1). */
export interface Theme {
  readonly name: string;
  readonly colours: { readonly light: Pairs<string>; readonly dark: Pairs<string> };
  /** Lists of font families, in order of preference. */
  readonly fonts: Pairs<string>;
  readonly images: Pairs<ThemeImage>;
  readonly critical: ThemeCritical;
}

/** `critical` as JSON, in UTF-8 bytes (D12). */
export const CRITICAL_BYTES = 2048;
/** All images together, in bytes (F9). */
const ASSET_BYTES = 5_242_880;
const LONGEST_NODE = 100;

export const COLOUR: RegExp = /^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/;

/** Names, quotes and commas only: a family list must not be able to end the declaration it is put into (T2). */
const FONTS = /^[A-Za-z0-9 ,'"._\-\u00a1-\uffff]+$/;

/** Printable ASCII; a host, no user info. */
const ASSET_URL = /^https?:\/\/(?=[!-~]+$)[^/?#@\\]+(?:[/?#]|$)/i;

/**
 * Reads a theme's manifest (D12) from what JSON gave. `name` and `critical` are required, `colours`, `fonts` and `images`
 * may be absent; unknown fields are ignored. Refuses with `theme.invalid` and the first node that does not hold.
 */
export function readTheme(json: unknown): Result<Theme> {
  let invalid: string | undefined;
  const check = (holds: boolean, node: string): void => {
    if (!holds) invalid ??= node;
  };
  const text = (value: unknown, pattern: RegExp, node: string): string => {
    const read = typeof value === 'string' ? value : '';
    check(pattern.test(read), node);
    return read;
  };
  const named = <T>(from: unknown, node: string, read: (value: unknown, node: string) => T): Pairs<T> => {
    const fields = from === undefined ? [] : fieldsOf(from);
    check(fields !== undefined, node);
    return (fields ?? []).map(([name, value]) => [name, read(value, `${node}.${name}`)]);
  };
  const colour = (value: unknown, node: string): string => text(value, COLOUR, node);
  const font = (value: unknown, node: string): string => text(value, FONTS, node);
  const image = (value: unknown, node: string): ThemeImage => {
    const url = text(fieldOf(value, 'url'), ASSET_URL, `${node}.url`);
    const sha256 = text(fieldOf(value, 'sha256'), /^[0-9a-f]{64}$/i, `${node}.sha256`).toLowerCase();
    const bytes = Number.isInteger(fieldOf(value, 'bytes')) ? (fieldOf(value, 'bytes') as number) : 0;
    check(bytes > 0 && bytes <= ASSET_BYTES, `${node}.bytes`);
    return { url, sha256, bytes };
  };

  const name = text(fieldOf(json, 'name'), /[^ \t\r\n]/, 'name');
  const schemes = fieldOf(json, 'colours');
  check(schemes === undefined || fieldsOf(schemes) !== undefined, 'colours');
  const colours = { light: named(fieldOf(schemes, 'light'), 'colours.light', colour), dark: named(fieldOf(schemes, 'dark'), 'colours.dark', colour) };
  const fonts = named(fieldOf(json, 'fonts'), 'fonts', font);
  const images = named(fieldOf(json, 'images'), 'images', image);
  // An image is what its hash says: one that has two names counts once, and cannot have two sizes.
  const assets = new Map(images.map(([, { sha256, bytes }]) => [`${sha256} ${String(bytes)}`, bytes]));
  const sizes = new Map(images.map(([, { sha256, bytes }]) => [sha256, bytes]));
  check([...assets.values()].reduce((sum, bytes) => sum + bytes, 0) <= ASSET_BYTES, 'images');
  for (const [own, { sha256, bytes }] of images) check(sizes.get(sha256) === bytes, `images.${own}.bytes`);
  const said = fieldOf(json, 'critical');
  const critical = defined({
    background: colour(fieldOf(said, 'background'), 'critical.background'),
    primary: colour(fieldOf(said, 'primary'), 'critical.primary'),
    text: colour(fieldOf(said, 'text'), 'critical.text'),
    logo: fieldOf(said, 'logo') as string | undefined,
  });
  check(critical.logo === undefined || images.some(([known]) => known === critical.logo), 'critical.logo');
  check((utf8Bytes(JSON.stringify(critical))?.length ?? Infinity) <= CRITICAL_BYTES, 'critical');
  return invalid === undefined
    ? accept({ name, colours, fonts, images, critical })
    : refuse('theme.invalid', { document: 'theme', node: invalid.slice(0, LONGEST_NODE) });
}
