import { accept, refuse, type Result } from '../document/problem.js';
import { formatCloudId, parseCloudId } from './cloud-id.js';
import type { Parameters } from './parameters.js';
import { hasLoneSurrogate } from '../text/utf8.js';
import { readUsername, writeUsername } from './username-field.js';

/** What a form knows of its parameters beyond their text. */
export interface FormOptions {
  /** Step 4 of a registration wizard (I8): these parameters are never sent again after the first run. Default `false`. */
  readonly oneTime?: boolean;
}

/** The texts of a screen with two fields, ready to be shown again. */
export interface ClassicFields {
  readonly first: string;
  /** Taken verbatim; absent where the screen has not asked for it. */
  readonly password?: string;
}

/**
 * Reads the classic screen of a generic app (I4): the first field is split at its last `@`, left is the percent-decoded
 * username, right the cloud ID. `CODE` leaves the username absent, `@CODE` makes it empty.
 *
 * Problems: `input.lone-surrogate`, `input.cloud-id-missing`, `input.cloud-id-malformed`.
 */
export function parseClassic(first: string, password?: string, options: FormOptions = {}): Result<Parameters> {
  if (hasLoneSurrogate(first) || hasLoneSurrogate(password ?? '')) return refuse('input.lone-surrogate'); // I4
  const field = first.trim();
  const at = field.lastIndexOf('@');
  const cloudId = parseCloudId(field.slice(at + 1));
  if (!cloudId.ok) return cloudId;
  return accept({
    cloudId: cloudId.value,
    ...(at === -1 ? {} : { username: readUsername(field.slice(0, at)) }),
    ...(password === undefined ? {} : { password }),
    ...(options.oneTime === true ? { oneTime: true } : {}),
  });
}

/**
 * The fields that {@link parseClassic} reads back as these parameters (I10). `oneTime` is no text of the screen: hand it
 * to {@link parseClassic} again.
 *
 * Problems: `input.lone-surrogate`, and those of a cloud ID that no form produces.
 */
export function formatClassic(parameters: Parameters): Result<ClassicFields> {
  const { username, password } = parameters;
  if (hasLoneSurrogate(username ?? '') || hasLoneSurrogate(password ?? '')) return refuse('input.lone-surrogate');
  const code = formatCloudId(parameters.cloudId);
  const cloudId = parseCloudId(code);
  if (!cloudId.ok) return cloudId;
  const first = username === undefined ? code : `${writeUsername(username)}@${code}`;
  return accept({ first, ...(password === undefined ? {} : { password }) });
}
