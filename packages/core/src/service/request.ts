import { defined } from '../document/defined.js';
import { accept, refuse, type Result, type Warning } from '../document/problem.js';
import type { Leaf, Pairs } from '../document/tree.js';
import { trimXmlSpace } from '../document/xml-space.js';
import { positionOf } from './encode.js';
import { fillHeaders, headerOf, isHeaderText } from './headers.js';
import { withholdsSecrets } from './plain-http.js';
import type { HttpRequest, InsecurePolicy, Scope, ServiceDefinition } from './service.js';
import { fillText, type Filling, type Reveal } from './template.js';
import { fillUrl } from './url-template.js';

/** What the app says about every request it makes. */
export interface RequestOptions {
  readonly insecure: InsecurePolicy;
  /** `<app>/<version>` (W12); `undefined` where the platform sends its own. */
  readonly userAgent: string | undefined;
}

/** A request, and what was noticed while it was filled. */
export interface FilledRequest {
  readonly request: HttpRequest;
  readonly warnings: readonly Warning[];
}

/**
 * Makes the request of a service (W3 to W9, W12): the last moment, at which secrets are revealed. What cannot be said
 * safely is refused and nothing is sent: `service.scheme`, `service.header`, `url.malformed`, `url.insecure`,
 * `template.bad-function`, `template.bad-position`, `template.bad-value`, `template.unavailable`.
 */
export function fillRequest(service: ServiceDefinition, scope: Scope, reveal: Reveal, options: RequestOptions): Result<FilledRequest> {
  /** Opens a template and fills it; what its warnings may say depends on whether it is a secret. */
  const filled = <T extends { readonly warnings: readonly Warning[] }>(suffix: string, leaf: Leaf, fill: (template: string, filling: Omit<Filling, 'withholdSecrets'>) => Result<T>): Result<T> => {
    const node = service.prefix + suffix;
    const template = typeof leaf === 'string' ? leaf : reveal(leaf);
    if (template === undefined) return refuse('template.unavailable', { node });
    const result = fill(template, { scope, reveal, node });
    return result.ok && leaf !== template ? accept({ ...result.value, warnings: result.value.warnings.map((warning) => shown(warning, node)) }) : result;
  };

  const url = filled('Url', service.url, (template, filling) => fillUrl(trimXmlSpace(template), options.insecure, filling));
  if (!url.ok) return url;
  const withholdSecrets = withholdsSecrets(url.value, options.insecure);

  const custom = filled('CustomHeaders', service.customHeaders, (template, filling) => fillHeaders(template, { ...filling, withholdSecrets }));
  if (!custom.ok) return custom;
  const { headers } = custom.value;

  // A header of the provider's own wins over ours; its content type then decides the encoding too.
  const contentType = headerOf(headers, 'content-type') ?? service.contentType;
  if (!isHeaderText(contentType)) return refuse('service.header', { node: `${service.prefix}ContentType` });
  const hasBody = service.method !== 'GET' && service.method !== 'HEAD' && service.postData !== ''; // W3
  const body = filled('PostData', hasBody ? service.postData : '', (template, filling) => fillText(template, positionOf(contentType), { ...filling, withholdSecrets }));
  if (!body.ok) return body;

  const standard: Pairs<string> = [['Accept', ACCEPTED], ...userAgentHeader(options), ...(hasBody ? [['Content-Type', contentType] as const] : [])];
  const ours = standard.filter(([name]) => headerOf(headers, name) === undefined);
  const theirs = headers.filter(([name]) => hasBody || name.toLowerCase() !== 'content-type');
  return accept({
    request: defined({
      method: service.method,
      url: url.value.url,
      headers: [...ours, ...theirs],
      body: hasBody ? body.value.text : undefined,
      // W11. The query of a service is a secret as a whole (S3), also where it holds no placeholder.
      sensitive: hasBody || url.value.credential || typeof service.url !== 'string' || service.authUsername !== '' || headers.length > 0,
    }),
    warnings: [...url.value.warnings, ...custom.value.warnings, ...body.value.warnings],
  });
}

/** Documents of providers are XML; what else an error body may be (D8) is taken too. */
const ACCEPTED = 'application/xml, text/xml;q=0.9, */*;q=0.5';

/** W12. An agent that no header can hold is left out rather than sent damaged. */
export function userAgentHeader(options: RequestOptions): Pairs<string> {
  const { userAgent } = options;
  return userAgent === undefined || userAgent === '' || !isHeaderText(userAgent) ? [] : [['User-Agent', userAgent]];
}

/** S4: an unknown name in a secret template may be a piece of the secret, so the warning names the key instead. */
function shown({ code, node: name }: Warning, node: string): Warning {
  return { code, node: code === 'template.unknown-name' ? node : name };
}
