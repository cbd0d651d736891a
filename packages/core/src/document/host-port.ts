import { ipv6Groups, isIpv4 } from '../service/host.js';

const LONGEST_NAME = 253;

/** Whether a text is a port: 1 to 65535, in plain digits. */
export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** Leading zeros are the field's. */
function isAddress(text: string): boolean {
  return isIpv4(text.replace(/\b0{1,2}(?=\d{1,2}\b)/g, ''));
}

/** An IPv4 tail stands for two groups. */
function isIpv6(text: string): boolean {
  return ipv6Groups(text.replace(/[^:]*$/, (tail) => (isAddress(tail) ? '0:0' : tail))) !== undefined;
}

/** Whether a text is a domain name or an IPv4 address. Underscores occur in the field, letters beyond ASCII are left to the resolver. */
export function isName(text: string): boolean {
  if (/^[\d.]+$/.test(text)) return isAddress(text);
  const labels = (text.endsWith('.') ? text.slice(0, -1) : text).split('.');
  return text.length <= LONGEST_NAME && labels.every((label) => /^[A-Za-z0-9_\-\u00a1-\uffff]{1,63}$/.test(label));
}

/** A text that is no `host[:port]` gives nothing; brackets stay around an IPv6 address. */
export function splitHostPort(text: string): readonly [host: string, port?: string] | undefined {
  const end = text.startsWith('[') ? text.indexOf(']') + 1 : text.search(/:|$/);
  const host = text.slice(0, end);
  if (!(host.startsWith('[') ? isIpv6(host.slice(1, -1)) : isName(host))) return undefined;
  if (end === text.length) return [host];
  const port = text.slice(end + 1);
  return text[end] === ':' && isPort(port) ? [host, port] : undefined;
}

/** Whether a text is `host[:port]` (D9): a name, an IPv4 address or an IPv6 address in brackets, and a port of 1 to 65535. */
export function isHostPort(text: string): boolean {
  return splitHostPort(text) !== undefined;
}
