import { defined } from '../document/defined.js';
import { accept, refuse, type EarlyProblemCode, type Result, type Warning } from '../document/problem.js';
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
  const warnings: Warning[] = [];
  const note = (code: string, suffix: Suffix): void => {
    warnings.push({ code, node: prefix + suffix });
  };
  const leaves = collect(entries, prefix, note);
  const leaf = (suffix: Suffix): Leaf => leaves.get(suffix) ?? '';
  /** D2a: typed nodes only. */
  const trimmed = (suffix: Suffix): Leaf => {
    const value = leaf(suffix);
    return isSecret(value) ? value : trimXmlSpace(value);
  };
  const fault = (code: EarlyProblemCode, suffix: Suffix): Result<ServiceReading> => {
    if (onFault === 'refuse') return refuse(code, { node: prefix + suffix });
    note(code, suffix);
    return accept({ service: undefined, warnings });
  };

  const url = trimmed('Url');
  if (url === '') return accept({ service: undefined, warnings }); // F4
  const visible = typeof url === 'string' ? url : url.shown;
  if (visible !== undefined && !/^https?:\/\//i.test(trimXmlSpace(visible))) return fault('service.scheme', 'Url'); // W2
  const postData = leaf('PostData');
  const method = readMethod(trimmed('Method'), postData);
  if (method === undefined) return fault('service.method', 'Method');
  const contentType = trimmed('ContentType') || 'application/x-www-form-urlencoded'; // W3
  if (typeof contentType !== 'string') return fault('service.header', 'ContentType');
  return accept({
    service: defined({
      prefix,
      url,
      postData,
      contentType,
      method,
      authUsername: leaf('AuthUsername'),
      authPassword: leaf('AuthPassword'),
      customHeaders: leaf('CustomHeaders'),
      timeoutMs: readTimeout(trimmed('Timeout'), note),
    }),
    warnings,
  });
}

const SUFFIXES = ['Url', 'PostData', 'ContentType', 'Method', 'AuthUsername', 'AuthPassword', 'CustomHeaders', 'Timeout'] as const;
type Suffix = (typeof SUFFIXES)[number];
type Note = (code: string, suffix: Suffix) => void;
const METHODS: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'HEAD', 'DELETE'];

/** W1: names compare without case, ASCII letters only; the first of a repeated one counts. */
function collect(entries: Pairs<Value>, prefix: ServicePrefix, note: Note): ReadonlyMap<Suffix, Leaf> {
  const leaves = new Map<Suffix, Leaf>();
  const start = lower(prefix);
  const initial = prefix.charCodeAt(0) | 0x20;
  for (const [name, value] of entries) {
    if ((name.charCodeAt(0) | 0x20) !== initial) continue; // quick, as nearly all names of an account are others
    const written = lower(name);
    const suffix = written.startsWith(start) ? SUFFIXES.find((one) => one.toLowerCase() === written.slice(start.length)) : undefined;
    if (suffix === undefined) continue;
    if (isSubtree(value)) note('service.subtree-ignored', suffix);
    else if (leaves.has(suffix)) note('service.repeated', suffix);
    else leaves.set(suffix, value);
  }
  return leaves;
}

function lower(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** W3, in any case of letters. */
function readMethod(method: Leaf, postData: Leaf): HttpMethod | undefined {
  if (method === '') return postData === '' ? 'GET' : 'POST';
  return typeof method === 'string' ? METHODS.find((each) => each === method.toUpperCase()) : undefined;
}

/** F9: 1 to 120 whole seconds, in ms. More is cut to 120; 0 and what is no number leave the general deadline. */
function readTimeout(text: Leaf, note: Note): number | undefined {
  if (text === '') return undefined;
  const seconds = typeof text === 'string' && /^[0-9]+$/.test(text) ? Number(text) : 0;
  if (seconds === 0) note('service.timeout-ignored', 'Timeout');
  if (seconds > 120) note('service.timeout-clamped', 'Timeout');
  return seconds === 0 ? undefined : Math.min(seconds, 120) * 1000;
}
