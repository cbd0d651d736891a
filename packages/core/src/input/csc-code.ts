import { accept, refuse, type Result } from '../document/problem.js';
import { formatCloudId, parseCloudId } from './cloud-id.js';
import type { Parameters } from './parameters.js';
import { decodePercent, encodePercent } from '../text/percent.js';
import { hasLoneSurrogate } from '../text/utf8.js';

export interface CscOptions {
  /** The cloud ID of a white-label app: a code for another one is refused (I6). Absent in a generic app. */
  readonly builtIn?: string;
  /** Lets a white-label app take a code for another cloud ID (I6). Default `false`. */
  readonly allowOtherCode?: boolean;
}

/**
 * Reads a QR code or link (I6): `csc:CODE`, `csc:user@CODE`, `csc:user:password@CODE`. What it leaves out is absent and
 * asked for. The result only fills in the form: a run starts when the person confirms while seeing the cloud ID.
 *
 * Problems: `input.not-a-code`, `input.other-code`, `input.lone-surrogate`, `input.cloud-id-missing`,
 * `input.cloud-id-malformed`.
 */
export function parseCscCode(text: string, options: CscOptions = {}): Result<Parameters> {
  const code = text.trim();
  if (!/^csc:/i.test(code)) return refuse('input.not-a-code');
  if (hasLoneSurrogate(code)) return refuse('input.lone-surrogate');
  const at = code.lastIndexOf('@');
  const cloudId = parseCloudId(code.slice(at === -1 ? 4 : at + 1));
  if (!cloudId.ok) return cloudId;
  if (options.builtIn !== undefined && options.allowOtherCode !== true) {
    const own = parseCloudId(options.builtIn);
    if (!own.ok) return own;
    if (own.value.canonical !== cloudId.value.canonical) return refuse('input.other-code');
  }
  if (at === -1) return accept({ cloudId: cloudId.value });
  const left = code.slice(4, at);
  const colon = left.indexOf(':');
  if (colon === -1) return accept({ cloudId: cloudId.value, username: decodePercent(left) });
  const [username, password] = [decodePercent(left.slice(0, colon)), decodePercent(left.slice(colon + 1))];
  return accept({ cloudId: cloudId.value, username, password });
}

/**
 * The code that {@link parseCscCode} reads back as these parameters (I10). It shows its password to everybody who sees it.
 *
 * Problems: `input.credentials-missing` for a password without a username and `input.not-a-code` for `oneTime`
 * parameters, neither of which the form can express; `input.lone-surrogate`; those of a cloud ID that no form produces.
 */
export function formatCscCode(parameters: Parameters): Result<string> {
  const { username, password } = parameters;
  if (parameters.oneTime === true) return refuse('input.not-a-code', { node: 'oneTime' });
  if (password !== undefined && username === undefined) return refuse('input.credentials-missing', { node: 'username' });
  if (hasLoneSurrogate(username ?? '') || hasLoneSurrogate(password ?? '')) return refuse('input.lone-surrogate');
  const code = formatCloudId(parameters.cloudId);
  const cloudId = parseCloudId(code);
  if (!cloudId.ok) return cloudId;
  if (username === undefined) return accept(`csc:${code}`);
  const secret = password === undefined ? '' : `:${encodePercent(password)}`;
  return accept(`csc:${encodePercent(username)}${secret}@${code}`);
}
