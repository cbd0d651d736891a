import { accept, refuse, type Result } from '../document/problem.js';
import type { CloudId } from '../input/parameters.js';
import { percentEncode } from './encode.js';
import { judgePlainHttp } from './plain-http.js';
import { userAgentHeader, type RequestOptions } from './request.js';
import type { HttpRequest } from './service.js';
import { formatUrl, splitUrl } from './url.js';

const ACCEPTED = { provisioning: 'application/xml, text/xml;q=0.9', theme: 'application/json' } as const;

/**
 * The portal's request for step 1 or 2 (P1): `GET {portal}/v1/apps/{cloudId}/{live|editable}/{document}`. It holds the cloud
 * ID and nothing else (F2). The portal's base URL may have a path of its own, with or without a slash at its end. Refuses
 * with `url.malformed` (node `portal`; a query or user info too) and `url.insecure`.
 */
export function portalRequest(portal: string, cloudId: CloudId, document: 'provisioning' | 'theme', options: RequestOptions): Result<HttpRequest> {
  const base = splitUrl(portal);
  const id = percentEncode(cloudId.canonical);
  if (!base.ok || base.value.userInfo || base.value.query !== undefined || id === undefined) return refuse('url.malformed', { node: 'portal' });
  const allowed = judgePlainHttp(base.value, options.insecure);
  if (!allowed.ok) return allowed;
  const prefix = withoutSlashes(base.value.path);
  const url = formatUrl({ ...base.value, path: `${prefix}/v1/apps/${id}/${cloudId.version}/${document}` });
  return accept({ method: 'GET', url, headers: [['Accept', ACCEPTED[document]], ...userAgentHeader(options)], sensitive: false });
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path.charAt(end - 1) === '/') end -= 1;
  return path.slice(0, end);
}
