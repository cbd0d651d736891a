import { accept, refuse, type Result } from '../document/problem.js';
import { utf8Bytes } from '../text/utf8.js';
import type { Challenge } from './choose-challenge.js';
import { digestAuthorization, type Credentials } from './digest-auth.js';
import { base64 } from './encode.js';
import { isLoopback } from './host.js';
import { withholdsSecrets } from './plain-http.js';
import type { HttpRequest, InsecurePolicy, ServiceDefinition } from './service.js';
import { originOf, splitUrl, type SplitUrl } from './url.js';

/**
 * Whether Basic, which shows the password to everybody on the way, may be used (W10): over https, and to this machine itself
 * where the app lets secrets go there (W9); to no other host over plain http, whatever the app allows.
 */
export function mayUseBasic(url: Pick<SplitUrl, 'scheme' | 'host'>, insecure: InsecurePolicy): boolean {
  return url.scheme === 'https' || (insecure !== 'never' && isLoopback(url.host) && !withholdsSecrets(url, insecure));
}

/** {@link mayUseBasic} by what may be seen of a service's URL template, whose query alone is secret (S3). */
export function offersBasic({ url }: ServiceDefinition, insecure: InsecurePolicy): boolean {
  const visible = (typeof url === 'string' ? url : (url.shown ?? '')).trim();
  const split = splitUrl(visible);
  return /^https:/i.test(visible) || (split.ok && mayUseBasic(split.value, insecure)); // a host over https may be a placeholder
}

/** Signs one request of an exchange; `count`: which one it is, from 1. */
export type Sign = (request: HttpRequest, count: number) => Result<HttpRequest>;

/**
 * What signs a request, and those that a redirect makes of it, with the answer to a challenge (W10): for the origin of the
 * first request only, everywhere else they leave unsigned (W11). An `Authorization` of the provider's own `CustomHeaders`
 * gives way: the server has just refused it. Signing refuses with `template.bad-value` where the scheme cannot carry a
 * name or password, and with `url.insecure` for Basic where it may not be used.
 *
 * @param cnonce the client's own nonce, new for each answer; see `DigestUse`.
 */
export function signing(first: HttpRequest, credentials: Credentials, challenge: Challenge, cnonce: string, insecure: InsecurePolicy): Sign {
  const home = splitUrl(first.url);
  return (request, count) => {
    const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'authorization');
    const url = splitUrl(request.url);
    if (!url.ok || !home.ok || originOf(url.value) !== originOf(home.value)) return accept({ ...request, headers });
    if (challenge.scheme === 'basic' && !mayUseBasic(url.value, insecure)) return refuse('url.insecure', { origin: originOf(url.value) });
    const { path, query } = url.value;
    const uri = query === undefined ? path : `${path}?${query}`;
    const value = challenge.scheme === 'basic' ? basic(credentials) : digestAuthorization(challenge, credentials, { method: request.method, uri, count, cnonce });
    return value === undefined ? refuse('template.bad-value', { node: 'AuthUsername' }) : accept({ ...request, headers: [...headers, ['Authorization', value]] });
  };
}

/** RFC 7617: no control characters, and no colon in the name, where the password would begin. */
function basic({ username, password }: Credentials): string | undefined {
  const bytes = utf8Bytes(`${username}:${password}`);
  return bytes === undefined || username.includes(':') || /[\u0000-\u001f\u007f]/.test(username + password) ? undefined : `Basic ${base64(bytes)}`;
}
