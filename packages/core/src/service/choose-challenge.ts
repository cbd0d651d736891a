import { defined } from '../document/defined.js';
import { parseChallenges, type WrittenChallenge } from './challenge.js';
import { isHeaderText } from './headers.js';

/** What a server asks for, as far as we can answer it (W10). Plain data without a secret. */
export type Challenge = { readonly scheme: 'basic' } | DigestChallenge;

export interface DigestChallenge {
  readonly scheme: 'digest';
  readonly algorithm: DigestAlgorithm;
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  /** Whether `qop=auth` is offered. Without any `qop` the older form of RFC 2617 is meant. */
  readonly qop: boolean;
  /** The credentials were right, the nonce was too old. */
  readonly stale: boolean;
  /** The server wants the user name hashed. */
  readonly userhash: boolean;
}

export type DigestAlgorithm = 'SHA-256' | 'SHA-256-sess' | 'MD5' | 'MD5-sess';

/**
 * The best of the challenges in these `WWW-Authenticate` values (W10): Digest with SHA-256, Digest with MD5, then Basic. Of
 * equal ones the first. `undefined`: none that we can answer.
 *
 * @param basic whether Basic may be used at all: `mayUseBasic`.
 */
export function chooseChallenge(values: readonly string[], basic: boolean): Challenge | undefined {
  const usable = values.flatMap(parseChallenges).map((written) => (written.scheme === 'basic' && basic ? BASIC : readDigest(written)));
  return ORDER.reduce<Challenge | undefined>((best, scheme) => best ?? usable.find((each) => each !== undefined && nameOf(each).startsWith(scheme)), undefined);
}

const BASIC: Challenge = { scheme: 'basic' };
const ALGORITHMS: readonly DigestAlgorithm[] = ['SHA-256', 'SHA-256-sess', 'MD5', 'MD5-sess'];
const ORDER: readonly string[] = ['SHA-256', 'MD5', 'basic'];

function nameOf(challenge: Challenge): string {
  return challenge.scheme === 'basic' ? 'basic' : challenge.algorithm;
}

/** RFC 7616, section 3.3, and 2617 where `qop` is absent. What has to be repeated in a header has to be printable ASCII (W4). */
function readDigest({ scheme, parameters }: WrittenChallenge): DigestChallenge | undefined {
  const value = (name: string): string | undefined => parameters.find(([each]) => each === name)?.[1];
  const isTrue = (name: string): boolean => value(name)?.toLowerCase() === 'true';
  const algorithm = ALGORITHMS.find((each) => each.toLowerCase() === (value('algorithm') ?? 'MD5').toLowerCase());
  const [realm, nonce, opaque] = [value('realm'), value('nonce'), value('opaque')];
  const offered = (value('qop') ?? '').toLowerCase().split(/[ \t,]/).filter((each) => each !== '');
  const qop = offered.includes('auth');
  if (scheme !== 'digest' || algorithm === undefined || realm === undefined || nonce === undefined) return undefined;
  if (![realm, nonce, opaque ?? ''].every(isHeaderText)) return undefined;
  // `auth-int` alone needs the body's hash in every answer; -sess without qop has no client's nonce to agree on.
  if (!qop && (offered.length > 0 || algorithm.endsWith('-sess'))) return undefined;
  return defined({ scheme: 'digest', algorithm, realm, nonce, opaque, qop, stale: isTrue('stale'), userhash: isTrue('userhash') });
}
