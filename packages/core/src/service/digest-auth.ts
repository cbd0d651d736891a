import { md5, sha256 } from '../text/hash.js';
import { encodePercent } from '../text/percent.js';
import { utf8Bytes } from '../text/utf8.js';
import type { DigestChallenge } from './choose-challenge.js';
import { isHeaderText } from './headers.js';

/** Who signs in at a service: `AuthUsername` and `AuthPassword` after filling. Exists only between the driver and the http port. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What one request adds to an answer to a challenge. */
export interface DigestUse {
  readonly method: string;
  /** Path and query, as they are sent. */
  readonly uri: string;
  /** How often this nonce is used with this one, from 1 (`nc`). */
  readonly count: number;
  /** The client's own nonce: printable ASCII that nobody can guess. */
  readonly cnonce: string;
}

/**
 * The value of `Authorization` that answers a Digest challenge (RFC 7616, section 3.4; RFC 2617 where no `qop` is offered).
 * Names and passwords are taken as UTF-8, without normalisation: as they were typed. `undefined` for a lone surrogate.
 */
export function digestAuthorization(challenge: DigestChallenge, { username, password }: Credentials, { method, uri, count, cnonce }: DigestUse): string | undefined {
  const { algorithm, realm, nonce, opaque, qop, userhash } = challenge;
  const bytes = utf8Bytes(`${username}:${realm}:${password}`);
  if (bytes === undefined) return undefined;
  const hash = algorithm.startsWith('MD5') ? md5 : sha256;
  const hashText = (text: string): string => hash(utf8Bytes(text) ?? new Uint8Array());

  const plain = hash(bytes);
  const first = algorithm.endsWith('-sess') ? hashText(`${plain}:${nonce}:${cnonce}`) : plain;
  const second = hashText(`${method}:${uri}`);
  const nc = count.toString(16).padStart(8, '0');
  const response = hashText(qop ? `${first}:${nonce}:${nc}:${cnonce}:auth:${second}` : `${first}:${nonce}:${second}`);

  const named = userhash ? `username=${quoted(hashText(`${username}:${realm}`))}` : isHeaderText(username) ? `username=${quoted(username)}` : `username*=UTF-8''${encodePercent(username)}`;
  return [
    `Digest ${named}`,
    `realm=${quoted(realm)}`,
    `uri=${quoted(uri)}`,
    `algorithm=${algorithm}`,
    `nonce=${quoted(nonce)}`,
    ...(qop ? [`nc=${nc}`, `cnonce=${quoted(cnonce)}`, 'qop=auth'] : []),
    `response=${quoted(response)}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(userhash ? ['userhash=true'] : []),
  ].join(', ');
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
