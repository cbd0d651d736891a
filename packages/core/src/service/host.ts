import { accept, refuse, type Result } from '../document/problem.js';

const MALFORMED = refuse('url.malformed', { node: 'host' });

/**
 * The host of an http(s) URL in its one canonical spelling: a name in lower case, an IPv4 address in four plain decimals, or
 * an IPv6 address in brackets, shortened as RFC 5952 says. Strict: `127.1`, `0x7f.1` and `2130706433`, which other readers
 * take for addresses, international names outside their `xn--` form, `%`, zone identifiers and IPv4 inside IPv6 are refused
 * with `url.malformed`.
 */
export function readHost(text: string): Result<string> {
  if (text.startsWith('[')) return text.endsWith(']') ? readIpv6(text.slice(1, -1)) : MALFORMED;
  if (!/^[A-Za-z0-9._-]{1,253}$/.test(text)) return MALFORMED;
  const host = text.toLowerCase();
  const labels = host.replace(/\.$/, '').split('.');
  if (/^(?:[0-9]+|0x[0-9a-f]*)$/.test(labels[labels.length - 1] ?? '')) return isIpv4(host) ? accept(host) : MALFORMED;
  return labels.every((label) => label !== '' && label.length <= 63) ? accept(host) : MALFORMED;
}

/**
 * Whether a host is this machine itself (W9): 127.0.0.0/8 in plain dotted decimals, `[::1]`, `localhost`; in any case of
 * letters, and nothing that merely resolves there.
 */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return name === 'localhost' || name === '[::1]' || (isIpv4(name) && name.startsWith('127.'));
}

/** Whether a text can be one label of a domain name: letters, digits and inner hyphens, 63 at most. */
export function isDnsLabel(text: string): boolean {
  return /^[A-Za-z0-9-]{1,63}$/.test(text) && !text.startsWith('-') && !text.endsWith('-');
}

/** Four plain decimals. */
export function isIpv4(host: string): boolean {
  const parts = host.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
}

function readIpv6(text: string): Result<string> {
  const groups = ipv6Groups(text);
  return groups === undefined ? MALFORMED : accept(`[${shorten(groups.map((group) => parseInt(group, 16).toString(16)))}]`);
}

/** The eight groups of an IPv6 address as they are written; `undefined` where it is none. */
export function ipv6Groups(text: string): readonly string[] | undefined {
  const [front = [], back, ...more] = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - front.length - (back?.length ?? 0);
  if (more.length > 0 || (back === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...front, ...'0'.repeat(missing), ...(back ?? [])];
  return groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group)) ? groups : undefined;
}

/** RFC 5952: the first longest run of two or more zero groups becomes `::`. */
function shorten(groups: readonly string[]): string {
  const text = groups.join(':');
  const longest = (text.match(/\b0(?::0)+\b/g) ?? []).reduce((one, other) => (other.length > one.length ? other : one), '');
  return longest === '' ? text : text.replace(new RegExp(`(?:^|:)${longest}(?::|$)`), '::');
}
