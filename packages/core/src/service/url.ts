import { defined } from '../document/defined.js';
import { accept, refuse, type Result } from '../document/problem.js';
import { encodePercent } from '../text/percent.js';
import { hasLoneSurrogate } from '../text/utf8.js';
import { readHost } from './host.js';

/** An absolute http(s) URL in its parts. Built by {@link splitUrl}, so it is in the spelling that a WHATWG reader gives too. */
export interface SplitUrl {
  readonly scheme: 'http' | 'https';
  /** Whether a user info part was there; its text is not kept. */
  readonly userInfo: boolean;
  /** Lower case; an IPv6 address in its brackets. */
  readonly host: string;
  /** The scheme's own (80, 443) where the URL names none. */
  readonly port: number;
  /** Begins with `/`; dot segments are resolved. */
  readonly path: string;
  /** Without its `?`; absent where there is none. */
  readonly query?: string;
}

/**
 * Splits an absolute http(s) URL and brings it into canonical spelling: dot segments resolved, characters that a URL cannot
 * hold percent-encoded, the fragment dropped. Stricter than browsers: refused with `url.malformed` are white space at the
 * ends, control characters, a backslash before the query, a missing `//` or host, a port above 65535, and what `readHost`
 * refuses. Stands in for `URL`, which bare Hermes lacks.
 */
export function splitUrl(text: string): Result<SplitUrl> {
  const parts = /^(https?):\/\/([^/?#\\]*)([^?#]*)(?:\?([^#]*))?(?:#|$)/i.exec(text);
  if (parts === null || hasForbidden(text)) return MALFORMED;
  const [, written = '', authority = '', rawPath = '', rawQuery] = parts;
  const scheme = written.toLowerCase() === 'https' ? 'https' : 'http';
  const at = authority.lastIndexOf('@');
  const place = /^(\[[^\]]*\]|[^:[\]]*)(?::([0-9]{0,5}))?$/.exec(authority.slice(at + 1));
  if (place === null) return MALFORMED;
  const host = readHost(place[1] ?? '');
  const port = place[2] === undefined || place[2] === '' ? DEFAULT_PORT[scheme] : Number(place[2]);
  const hasNoBytes = hasLoneSurrogate(`${rawPath}?${rawQuery ?? ''}`);
  if (!host.ok || port > 65535 || rawPath.includes('\\') || hasNoBytes) return MALFORMED;
  const path = removeDotSegments(rawPath.replace(PATH_CODED, encodePercent));
  return accept(defined({ scheme, userInfo: at >= 0, host: host.value, port, path, query: rawQuery?.replace(QUERY_CODED, encodePercent) }));
}

/** The text of a split URL, without user info and fragment. */
export function formatUrl(url: SplitUrl): string {
  return `${originOf(url)}${url.path}${url.query === undefined ? '' : `?${url.query}`}`;
}

/** Scheme, host and port (RFC 6454); the scheme's own port is left out. Two origins are equal when their texts are. */
export function originOf(url: SplitUrl): string {
  return `${url.scheme}://${url.host}${url.port === DEFAULT_PORT[url.scheme] ? '' : `:${String(url.port)}`}`;
}

/** Whether a path segment is `.` or `..`, also where dots are percent-encoded, once or repeatedly (W8). */
export function isDotSegment(segment: string): boolean {
  const plain = segment.replace(/%(?:25)*2e/gi, '.');
  return plain === '.' || plain === '..';
}

/** RFC 3986, section 5.2.4, with `%2e` taken for a dot as WHATWG readers do. */
export function removeDotSegments(path: string): string {
  const segments = path.split('/').slice(1);
  const kept: string[] = [];
  segments.forEach((segment, index) => {
    const dots = segment.replace(/%2e/gi, '.');
    const isDots = dots === '.' || dots === '..';
    if (dots === '..') kept.pop();
    if (!isDots) kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  });
  return `/${kept.join('/')}`;
}

const MALFORMED = refuse('url.malformed', { node: 'url' });
const DEFAULT_PORT = { http: 80, https: 443 } as const;
const PATH_CODED = /[^!-~]|["<>`{}]/gu;
const QUERY_CODED = /[^!-~]|["'<>]/gu;

/** Control characters, and the space at the end that a browser would quietly trim; at the beginning the scheme stands. */
function hasForbidden(text: string): boolean {
  return /[\u0000-\u001f\u007f]/.test(text) || text.endsWith(' ');
}
