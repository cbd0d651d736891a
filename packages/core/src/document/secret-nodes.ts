import { accountNodeType } from './account-schema.js';
import { isKnownPrefKey } from './pref-keys.js';
import type { Section } from './sections.js';
import type { Leaf } from './tree.js';

/** Stores a secret beside the driver and returns the id of its reference (S3). */
export type Keep = (value: string) => string;

/** `url`: only the query, and user info, make it secret; the rest may be shown (S3). */
export type Secrecy = 'plain' | 'secret' | 'url';

/** Endings of service keys that no schema can release (S3); keys compare without case (W1). */
const SECRET_ENDINGS: readonly string[] = ['authusername', 'authpassword', 'authuser', 'authpass', 'postdata', 'customheaders'];

/** Words that make any name secret unless a schema releases that name (S3). */
const SECRET_WORDS: readonly string[] = ['pass', 'secret', 'token', 'key', 'pin'];

/** Whether a name alone says that what it names is secret, in any part of a document (S3). */
export function isSecretName(name: string): boolean {
  const lower = name.toLowerCase();
  return SECRET_WORDS.some((word) => lower.includes(word)) || SECRET_ENDINGS.some((ending) => lower.endsWith(ending));
}

/** How secret a node of this name is in this section (S3). The schemas of account nodes and preference keys only release. */
export function secrecyOf(section: Section, name: string): Secrecy {
  const lower = name.toLowerCase();
  if (SECRET_ENDINGS.some((ending) => lower.endsWith(ending))) return 'secret';
  if (section === 'account') {
    const type = accountNodeType(name);
    if (type === undefined || type === 'secret') return 'secret';
    return type === 'url' ? 'url' : 'plain';
  }
  if (section === 'prefKeys' && isKnownPrefKey(name)) return 'plain';
  if (isSecretName(name)) return 'secret';
  return (section === 'service' || section === 'prefKeys') && lower.endsWith('url') ? 'url' : 'plain';
}

/** Whether a node's whole value is secret (S3). Of a service's URL only the query is: see {@link secrecyOf}. */
export function isSecretNode(section: Section, name: string): boolean {
  return secrecyOf(section, name) === 'secret';
}

/** What may be shown of a URL: neither its query nor its user info; `undefined` where it has neither. */
function shownPart(url: string): string | undefined {
  const query = url.indexOf('?');
  const before = query < 0 ? url : url.slice(0, query);
  const scheme = before.indexOf('://');
  const start = scheme < 0 ? -1 : scheme + 3;
  const slash = start < 0 ? -1 : before.indexOf('/', start);
  const at = start < 0 ? -1 : before.slice(0, slash < 0 ? before.length : slash).lastIndexOf('@');
  if (at >= start && at >= 0) return before.slice(0, start) + before.slice(at + 1);
  return query < 0 ? undefined : before;
}

/** The text, or a reference to it where it is secret. Empty text is never secret: emptiness can be seen. */
export function toLeaf(secrecy: Secrecy, text: string, keep: Keep): Leaf {
  if (text === '' || secrecy === 'plain') return text;
  if (secrecy === 'secret') return { secret: keep(text) };
  const shown = shownPart(text);
  return shown === undefined ? text : { secret: keep(text), shown };
}
