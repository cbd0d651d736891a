import { accept, refuse, type Result, type Warning } from '../document/problem.js';
import { isDnsLabel } from './host.js';
import { judgePlainHttp, withholdsSecrets } from './plain-http.js';
import { tokenize, type Placeholder } from './placeholder.js';
import type { InsecurePolicy } from './service.js';
import { fillPieces, valueOf, withheld, type Filling } from './template.js';
import { formatUrl, isDotSegment, splitUrl, type SplitUrl } from './url.js';

/** A URL ready to ask. */
export interface FilledUrl {
  readonly url: string;
  readonly scheme: SplitUrl['scheme'];
  readonly host: SplitUrl['host'];
  /** Whether somebody's credential was filled in (W11). */
  readonly credential: boolean;
  readonly warnings: readonly Warning[];
}

/** Stands for a placeholder while the template's own structure is read; no template may hold it. */
const SLOT = '\u0000';

/**
 * Fills a URL template (W8, W9): its own text decides its structure before any value is seen, and values are percent-encoded
 * into path and query. Refuses with `service.scheme`, `url.malformed`, `url.insecure`, `template.bad-position`,
 * `template.bad-value` and what a template refuses with. The fragment is dropped, and nothing in it is asked for.
 */
export function fillUrl(template: string, policy: InsecurePolicy, filling: Omit<Filling, 'withholdSecrets'>): Result<FilledUrl> {
  const { node } = filling;
  if (template.includes(SLOT)) return refuse('url.malformed', { node });
  const tokens = tokenize(template, filling.scope, node);
  if (!tokens.ok) return tokens;
  const { placeholders, warnings } = tokens.value;
  const skeleton = tokens.value.texts.join(SLOT);
  const parts = /^(https?):\/\/([^/?#\\]*)([^?#]*)(\?[^#]*)?(?:#|$)/i.exec(skeleton);
  if (parts === null) return refuse(skeleton.split('://', 1)[0]?.includes(SLOT) === true ? 'template.bad-position' : 'service.scheme', { node });
  const [, scheme = '', authority = '', path = '', query = ''] = parts;
  const inAuthority = slots(authority);
  const used = placeholders.slice(0, inAuthority + slots(path + query));

  const place = fillAuthority(authority, used[0], { ...filling, withholdSecrets: true });
  if (!place.ok) return place;
  const base = splitUrl(`${scheme}://${place.value}/`);
  if (!base.ok || base.value.userInfo) return refuse('url.malformed', { node });
  const allowed = judgePlainHttp(base.value, policy); // before any secret is asked for
  if (!allowed.ok) return allowed;

  const full: Filling = { ...filling, withholdSecrets: withholdsSecrets(base.value, policy) };
  const pieces = fillPieces((path + query).split(SLOT), used.slice(inAuthority), 'url', full);
  if (!pieces.ok) return pieces;
  const rest = pieces.value.join('');
  const segments = rest.split('?', 1)[0]?.split('/') ?? [];
  // W8: a segment with a placeholder must not become `.` or `..`.
  if (path.split('/').some((segment, at) => segment.includes(SLOT) && isDotSegment(segments[at] ?? ''))) return refuse('template.bad-value', { node });
  const split = splitUrl(`${scheme}://${place.value}${rest}`);
  if (!split.ok) return refuse('url.malformed', { node });
  const credential = used.some((each) => each.credential);
  return accept({ url: formatUrl(split.value), scheme: split.value.scheme, host: split.value.host, credential, warnings: [...warnings, ...withheld(used, full)] });
}

/** W8: no placeholder in user info or port; in the host one whole label before a literal domain of two or more labels. */
function fillAuthority(authority: string, placeholder: Placeholder | undefined, filling: Filling): Result<string> {
  const { node } = filling;
  if (!authority.includes(SLOT) || placeholder === undefined) return accept(authority);
  const misplaced = refuse('template.bad-position', { node });
  const host = authority.split(':', 1)[0] ?? '';
  const labels = host.split('.');
  const at = labels.indexOf(SLOT);
  const domain = labels.slice(at + 1);
  if (authority.includes('@') || slots(authority) !== 1 || at < 0) return misplaced;
  if (domain.length < 2 || !domain.every(isDnsLabel) || !/^[A-Za-z]/.test(domain[domain.length - 1] ?? '')) return misplaced;
  if (placeholder.secret) return misplaced; // a host name is asked of DNS in clear and shown as the origin
  const value = valueOf(placeholder, filling);
  if (!value.ok) return value;
  if (!isDnsLabel(value.value)) return refuse('template.bad-value', { node });
  return accept(authority.replace(SLOT, () => value.value));
}

function slots(text: string): number {
  return text.split(SLOT).length - 1;
}
