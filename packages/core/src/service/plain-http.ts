import { accept, refuse, type Result } from '../document/problem.js';
import { isLoopback } from './host.js';
import type { InsecurePolicy } from './service.js';
import { originOf, type SplitUrl } from './url.js';

/** T1, W9: https always; plain http only as far as the app itself allows it. Refuses with `url.insecure`. */
export function judgePlainHttp(url: SplitUrl, policy: InsecurePolicy): Result<SplitUrl> {
  if (url.scheme === 'https' || (policy !== 'never' && policy !== 'loopback')) return accept(url);
  if (policy === 'loopback' && isLoopback(url.host)) return accept(url);
  return refuse('url.insecure', { origin: originOf(url) });
}

/**
 * W9: whether secret values, plain or in `base64`, stay behind. Under `without-secrets` that holds for every host, loopback
 * included, under `secrets-on-loopback` for every other one.
 */
export function withholdsSecrets({ scheme, host }: Pick<SplitUrl, 'scheme' | 'host'>, policy: InsecurePolicy): boolean {
  return scheme === 'http' && (policy === 'without-secrets' || (policy === 'secrets-on-loopback' && !isLoopback(host)));
}
