import { isReleased, isUrlNode } from './account-schema.js';
import type { Section } from './sections.js';
import type { Leaf } from './tree.js';

/** Stores a secret beside the driver and returns the id of its reference (S3). */
export type Keep = (value: string) => string;

/** `url`: only the query, and user info, make it secret; the rest may be shown (S3). */
export type Secrecy = 'plain' | 'secret' | 'url';

/** Endings of service keys that no schema can release (S3); keys compare without case (W1). */
const SECRET_ENDING = /(?:auth(?:user(?:name)?|pass(?:word)?)|postdata|customheaders)$/;

/** Words that make any name secret unless a schema releases that name (S3). */
const SECRET_WORD = /pass|secret|token|key|pin/;

/** The known preference keys whose names would make them secret; a test compares with `pref-keys.ts` (D4). */
const RELEASED_KEYS: readonly string[] = ['keypadVolume', 'dtmfMinimumGapInMilliseconds'];

/** Whether a name alone says that what it names is secret, in any part of a document (S3). */
export function isSecretName(name: string): boolean {
  return SECRET_WORD.test(name.toLowerCase()) || hasSecretEnding(name);
}

function hasSecretEnding(name: string): boolean {
  return SECRET_ENDING.test(name.toLowerCase());
}

/** How secret a node of this name is in this section (S3). The schemas of account nodes and preference keys only release. */
export function secrecyOf(section: Section, name: string): Secrecy {
  const released = section === 'account' ? isReleased(name) : !isSecretName(name) || (section === 'prefKeys' && RELEASED_KEYS.includes(name));
  if (!released || hasSecretEnding(name)) return 'secret';
  return section !== 'quickDial' && section !== 'dialActions' && isUrlNode(name) ? 'url' : 'plain';
}

/** Whether a node's whole value is secret (S3). Of a service's URL only the query is: see {@link secrecyOf}. */
export function isSecretNode(section: Section, name: string): boolean {
  return secrecyOf(section, name) === 'secret';
}

/** What may be shown of a URL: neither its query nor its user info; `undefined` where it has neither. */
function shownPart(url: string): string | undefined {
  const [before = ''] = url.split('?', 1);
  const shown = before.replace(/^((?:(?!:\/\/)[^])*:\/\/)[^/]*@/, '$1');
  return shown === url ? undefined : shown;
}

/** The text, or a reference to it where it is secret. Empty text is never secret: emptiness can be seen. */
export function toLeaf(secrecy: Secrecy, text: string, keep: Keep): Leaf {
  if (text === '' || secrecy === 'plain') return text;
  if (secrecy === 'secret') return { secret: keep(text) };
  const shown = shownPart(text);
  return shown === undefined ? text : { secret: keep(text), shown };
}
