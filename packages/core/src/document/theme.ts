import { utf8Bytes } from '../text/utf8.js';
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
const CRITICAL_BYTES = 2048;
/** All images together, in bytes (F9). */
const ASSET_BYTES = 5_242_880;
const LONGEST_NODE = 100;

function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/.test(value);
}

/** Names, quotes and commas only: a family list must not be able to end the declaration it is put into (T2). */
function isFontList(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9 ,'"._\-\u00a1-\uffff]+$/.test(value);
}

function isAssetUrl(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/[^/?#@\\]+(?:[/?#]|$)/i.test(value) && /^[!-~]+$/.test(value);
}

function invalid(node: string): { readonly ok: false; readonly node: string } {
  return { ok: false, node };
}

type Part<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly node: string };

function readNamed<T>(from: unknown, node: string, read: (value: unknown, node: string) => Part<T>): Part<Pairs<T>> {
  if (from === undefined) return accept([]);
  const fields = fieldsOf(from);
  if (fields === undefined) return invalid(node);
  const pairs: (readonly [string, T])[] = [];
  for (const [name, value] of fields) {
    const part = read(value, `${node}.${name}`);
    if (!part.ok) return part;
    pairs.push([name, part.value]);
  }
  return accept(pairs);
}

const readColour = (value: unknown, node: string): Part<string> => (isColour(value) ? accept(value) : invalid(node));
const readFont = (value: unknown, node: string): Part<string> => (isFontList(value) ? accept(value) : invalid(node));

function readImage(value: unknown, node: string): Part<ThemeImage> {
  const url = fieldOf(value, 'url');
  const sha256 = fieldOf(value, 'sha256');
  const bytes = fieldOf(value, 'bytes');
  if (!isAssetUrl(url)) return invalid(`${node}.url`);
  if (typeof sha256 !== 'string' || !/^[0-9A-Fa-f]{64}$/.test(sha256)) return invalid(`${node}.sha256`);
  if (typeof bytes !== 'number' || !Number.isInteger(bytes) || bytes < 1 || bytes > ASSET_BYTES) return invalid(`${node}.bytes`);
  return accept({ url, sha256: sha256.toLowerCase(), bytes });
}

function readCritical(value: unknown, images: Pairs<ThemeImage>): Part<ThemeCritical> {
  const background = fieldOf(value, 'background');
  const primary = fieldOf(value, 'primary');
  const text = fieldOf(value, 'text');
  const logo = fieldOf(value, 'logo');
  if (!isColour(background)) return invalid('critical.background');
  if (!isColour(primary)) return invalid('critical.primary');
  if (!isColour(text)) return invalid('critical.text');
  if (logo !== undefined && (typeof logo !== 'string' || !images.some(([name]) => name === logo))) return invalid('critical.logo');
  const critical = { background, primary, text, ...(logo === undefined ? {} : { logo }) };
  return (utf8Bytes(JSON.stringify(critical))?.length ?? Infinity) <= CRITICAL_BYTES ? accept(critical) : invalid('critical');
}

function read(json: unknown): Part<Theme> {
  const name = fieldOf(json, 'name');
  if (typeof name !== 'string' || name === '') return invalid('name');
  const colours = fieldOf(json, 'colours');
  if (colours !== undefined && fieldsOf(colours) === undefined) return invalid('colours');
  const light = readNamed(fieldOf(colours, 'light'), 'colours.light', readColour);
  if (!light.ok) return light;
  const dark = readNamed(fieldOf(colours, 'dark'), 'colours.dark', readColour);
  if (!dark.ok) return dark;
  const fonts = readNamed(fieldOf(json, 'fonts'), 'fonts', readFont);
  if (!fonts.ok) return fonts;
  const images = readNamed(fieldOf(json, 'images'), 'images', readImage);
  if (!images.ok) return images;
  if (images.value.reduce((sum, [, { bytes }]) => sum + bytes, 0) > ASSET_BYTES) return invalid('images');
  const critical = readCritical(fieldOf(json, 'critical'), images.value);
  if (!critical.ok) return critical;
  return accept({
    name,
    colours: { light: light.value, dark: dark.value },
    fonts: fonts.value,
    images: images.value,
    critical: critical.value,
  });
}

/**
 * Reads a theme's manifest (D12) from what JSON gave. `name` and `critical` are required, `colours`, `fonts` and `images`
 * may be absent; unknown fields are ignored. Refuses with `theme.invalid` and the first node that does not hold.
 */
export function readTheme(json: unknown): Result<Theme> {
  const theme = read(json);
  return theme.ok ? theme : refuse('theme.invalid', { document: 'theme', node: theme.node.slice(0, LONGEST_NODE) });
}
