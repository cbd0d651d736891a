import { defined } from '../document/defined.js';
import { accept, refuse, type Result, type Warning } from '../document/problem.js';
import type { Leaf, Pairs } from '../document/tree.js';
import { trimXmlSpace } from '../document/xml-space.js';
import type { Credentials } from './digest-auth.js';
import { positionOf } from './encode.js';
import { fillHeaders, headerOf, isHeaderText } from './headers.js';
import { openTemplate } from './open-template.js';
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
  /** What answers a challenge (W10), where `AuthUsername` is set; not yet in the request. */
  readonly credentials?: Credentials;
  readonly warnings: readonly Warning[];
}

/**
 * Makes the request of a service (W3 to W10, W12): the last moment, at which secrets are revealed. What cannot be said
 * safely is refused and nothing is sent: `service.scheme`, `service.header`, `url.malformed`, `url.insecure`,
 * `template.bad-function`, `template.bad-position`, `template.bad-value`, `template.unavailable`.
 */
export function fillRequest(service: ServiceDefinition, scope: Scope, reveal: Reveal, options: RequestOptions): Result<FilledRequest> {
  const filled: Fill = (suffix, leaf, fill) => {
    const node = service.prefix + suffix;
    return openTemplate(node, leaf, reveal, (template) => fill(template, { scope, reveal, node }));
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

  const who = fillCredentials(service, filled, withholdSecrets);
  if (!who.ok) return who;

  const standard: Pairs<string> = [['Accept', ACCEPTED], ...userAgentHeader(options), ...(hasBody ? [['Content-Type', contentType] as const] : [])];
  const ours = standard.filter(([name]) => headerOf(headers, name) === undefined);
  const theirs = headers.filter(([name]) => hasBody || name.toLowerCase() !== 'content-type');
  return accept(defined({
    request: defined({
      method: service.method,
      url: url.value.url,
      headers: [...ours, ...theirs],
      body: hasBody ? body.value.text : undefined,
      // W11. The query of a service is a secret as a whole (S3), also where it holds no placeholder.
      sensitive: hasBody || url.value.credential || typeof service.url !== 'string' || service.authUsername !== '' || headers.length > 0,
    }),
    credentials: who.value.credentials,
    warnings: [...url.value.warnings, ...custom.value.warnings, ...body.value.warnings, ...who.value.warnings],
  }));
}

/**
 * W10: filled with the rest, so that what cannot be said is refused before anything is sent. Over plain http secrets in the
 * user name arrive empty as anywhere (W9); of the password only a hash will be sent, or `mayUseBasic` lets it go.
 */
function fillCredentials({ authUsername, authPassword }: ServiceDefinition, filled: Fill, withholdSecrets: boolean): Result<{ readonly credentials: Credentials | undefined; readonly warnings: readonly Warning[] }> {
  if (authUsername === '') return accept({ credentials: undefined, warnings: [] });
  const username = filled('AuthUsername', authUsername, (template, filling) => fillText(template, 'verbatim', { ...filling, withholdSecrets }));
  if (!username.ok) return username;
  const password = filled('AuthPassword', authPassword, (template, filling) => fillText(template, 'verbatim', { ...filling, withholdSecrets: false }));
  if (!password.ok) return password;
  return accept({ credentials: { username: username.value.text, password: password.value.text }, warnings: [...username.value.warnings, ...password.value.warnings] });
}

/** Opens one template of the service and fills it. */
type Fill = <T extends { readonly warnings: readonly Warning[] }>(suffix: string, leaf: Leaf, fill: (template: string, filling: Omit<Filling, 'withholdSecrets'>) => Result<T>) => Result<T>;

/** Documents of providers are XML; what else an error body may be (D8) is taken too. */
const ACCEPTED = 'application/xml, text/xml;q=0.9, */*;q=0.5';

/** W12. An agent that no header can hold is left out rather than sent damaged. */
export function userAgentHeader(options: RequestOptions): Pairs<string> {
  const { userAgent } = options;
  return userAgent === undefined || userAgent === '' || !isHeaderText(userAgent) ? [] : [['User-Agent', userAgent]];
}
