import { accept, refuse, type ProblemCode, type Result, type Warning } from '../document/problem.js';
import { isSecret, isSubtree, type Leaf, type Pairs, type Value } from '../document/tree.js';
import { trimXmlSpace } from '../document/xml-space.js';
import type { HttpMethod, ServiceDefinition, ServicePrefix } from './service.js';

/** What a section says of one service. */
export interface ServiceReading {
  /** Absent where no URL is given (F4), or where the service was disabled by a fault. */
  readonly service: ServiceDefinition | undefined;
  readonly warnings: readonly Warning[];
}

/**
 * Reads one service out of a section's merged nodes (W1 to W3, F9). Refuses with `service.scheme` for a URL that is not
 * http(s), `service.method` for an unknown method, `service.header` for an unreadable content type.
 *
 * @param onFault W2: `refuse` (default) for the portal's definitions of steps 3 and 4, where such a fault fails the run;
 * `disable` for every other service, which is then absent, with a warning that carries the problem's code.
 */
export function readService(entries: Pairs<Value>, prefix: ServicePrefix, onFault: 'refuse' | 'disable' = 'refuse'): Result<ServiceReading> {
  const { leaves, warnings } = collect(entries, prefix);
  const leaf = (suffix: Suffix): Leaf => leaves.get(suffix) ?? '';
  const fault = (code: ProblemCode, suffix: Suffix): Result<ServiceReading> => {
    const node = prefix + suffix;
    if (onFault === 'refuse') return refuse(code, { node });
    return accept({ service: undefined, warnings: [...warnings, { code, node }] });
  };

  const url = trimmed(leaf('Url'));
  if (url === '') return accept({ service: undefined, warnings }); // F4
  const visible = typeof url === 'string' ? url : url.shown;
  if (visible !== undefined && !/^https?:\/\//i.test(trimXmlSpace(visible))) return fault('service.scheme', 'Url'); // W2
  const postData = leaf('PostData');
  const method = readMethod(trimmed(leaf('Method')), postData);
  if (method === undefined) return fault('service.method', 'Method');
  const contentType = trimmed(leaf('ContentType'));
  if (typeof contentType !== 'string') return fault('service.header', 'ContentType');
  const timeout = readTimeout(leaf('Timeout'), prefix);
  return accept({
    service: {
      prefix,
      url,
      postData,
      contentType: contentType === '' ? 'application/x-www-form-urlencoded' : contentType, // W3
      method,
      authUsername: leaf('AuthUsername'),
      authPassword: leaf('AuthPassword'),
      customHeaders: leaf('CustomHeaders'),
      ...(timeout.ms === undefined ? {} : { timeoutMs: timeout.ms }),
    },
    warnings: [...warnings, ...timeout.warnings],
  });
}

const SUFFIXES = ['Url', 'PostData', 'ContentType', 'Method', 'AuthUsername', 'AuthPassword', 'CustomHeaders', 'Timeout'] as const;
type Suffix = (typeof SUFFIXES)[number];
const METHODS: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'HEAD', 'DELETE'];

/** W1: names compare without case, ASCII letters only; the first of a repeated one counts. */
function collect(entries: Pairs<Value>, prefix: ServicePrefix): { leaves: Map<Suffix, Leaf>; warnings: readonly Warning[] } {
  const leaves = new Map<Suffix, Leaf>();
  const warnings: Warning[] = [];
  for (const [name, value] of entries) {
    const suffix = SUFFIXES.find((each) => lower(name) === lower(prefix + each));
    if (suffix === undefined) continue;
    if (isSubtree(value)) warnings.push({ code: 'service.subtree-ignored', node: prefix + suffix });
    else if (leaves.has(suffix)) warnings.push({ code: 'service.repeated', node: prefix + suffix });
    else leaves.set(suffix, value);
  }
  return { leaves, warnings };
}

function lower(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** D2a: typed nodes only. */
function trimmed(leaf: Leaf): Leaf {
  return isSecret(leaf) ? leaf : trimXmlSpace(leaf);
}

/** W3, in any case of letters. */
function readMethod(method: Leaf, postData: Leaf): HttpMethod | undefined {
  if (method === '') return postData === '' ? 'GET' : 'POST';
  return typeof method === 'string' ? METHODS.find((each) => each === method.toUpperCase()) : undefined;
}

/** F9: 1 to 120 whole seconds. More is cut to 120; 0 and what is no number leave the general deadline. */
function readTimeout(leaf: Leaf, prefix: ServicePrefix): { ms?: number; warnings: readonly Warning[] } {
  const node = `${prefix}Timeout`;
  const text = trimmed(leaf);
  if (text === '') return { warnings: [] };
  const seconds = typeof text === 'string' && /^[0-9]+$/.test(text) ? Number(text) : 0;
  if (seconds === 0) return { warnings: [{ code: 'service.timeout-ignored', node }] };
  if (seconds > 120) return { ms: 120_000, warnings: [{ code: 'service.timeout-clamped', node }] };
  return { ms: seconds * 1000, warnings: [] };
}
