const LONGEST_NAME = 253;

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function isIpv4(text: string): boolean {
  const octets = text.split('.');
  return octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255);
}

/** How many 16-bit groups a run of groups makes; `undefined` where it is none. An IPv4 tail counts as two. */
function countGroups(text: string): number | undefined {
  if (text === '') return 0;
  const groups = text.split(':');
  const last = groups[groups.length - 1] ?? '';
  const tail = isIpv4(last);
  const plain = tail ? groups.slice(0, -1) : groups;
  return plain.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group)) ? plain.length + (tail ? 2 : 0) : undefined;
}

function isIpv6(text: string): boolean {
  const [front = '', back, ...more] = text.split('::');
  if (more.length > 0) return false;
  const before = countGroups(front);
  if (back === undefined) return before === 8;
  const after = countGroups(back);
  return before !== undefined && after !== undefined && before + after < 8 && !front.includes('.');
}

/** A domain name or an IPv4 address. Underscores occur in the field, letters beyond ASCII are left to the resolver. */
function isName(text: string): boolean {
  if (/^[\d.]+$/.test(text)) return isIpv4(text);
  const labels = (text.endsWith('.') ? text.slice(0, -1) : text).split('.');
  return text.length <= LONGEST_NAME && labels.every((label) => /^[A-Za-z0-9_\-\u00a1-\uffff]{1,63}$/.test(label));
}

/** Whether a text is `host[:port]` (D9): a name, an IPv4 address or an IPv6 address in brackets, and a port of 1 to 65535. */
export function isHostPort(text: string): boolean {
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    const rest = text.slice(end + 1);
    return end > 0 && isIpv6(text.slice(1, end)) && (rest === '' || (rest.startsWith(':') && isPort(rest.slice(1))));
  }
  const [name = '', port, ...more] = text.split(':');
  return more.length === 0 && isName(name) && (port === undefined || isPort(port));
}
