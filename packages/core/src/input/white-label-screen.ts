import { accept, refuse, type Result } from '../document/problem.js';
import type { ClassicFields, FormOptions } from './classic-screen.js';
import { parseCloudId } from './cloud-id.js';
import type { Parameters } from './parameters.js';
import { hasLoneSurrogate } from '../text/utf8.js';
import { readUsername, writeUsername } from './username-field.js';

/**
 * Reads the screen of a white-label app, whose cloud ID is built in (I5): the whole field is the username, but a trailing
 * `@ID` of its own is stripped and a trailing `*` moves to the cloud ID. An empty field leaves the username absent, as
 * nothing was typed; `@ID` makes it empty, as in I4.
 *
 * @param builtIn The cloud ID of the app; the result shows it in this spelling.
 *
 * Problems: `input.lone-surrogate`; `input.cloud-id-missing` and `input.cloud-id-malformed` for the built-in ID.
 */
export function parseWhiteLabel(builtIn: string, first: string, password?: string, options: FormOptions = {}): Result<Parameters> {
  const own = parseCloudId(builtIn);
  if (!own.ok) return own;
  if (hasLoneSurrogate(first) || hasLoneSurrogate(password ?? '')) return refuse('input.lone-surrogate'); // I4
  const field = first.trim();
  const at = field.lastIndexOf('@');
  const written = parseCloudId(field.slice(at + 1));
  const named = at !== -1 && written.ok && written.value.canonical === own.value.canonical; // I5: before percent-decoding
  const name = named ? field.slice(0, at) : field;
  const starred = name.endsWith('*');
  const username = starred ? name.slice(0, -1) : name;
  const editable = starred || (named && written.value.version === 'editable');
  return accept({
    cloudId: editable && own.value.version === 'live' ? { ...own.value, fullcode: `${builtIn}*`, version: 'editable' } : own.value,
    ...(username === '' && !named ? {} : { username: readUsername(username) }),
    ...(password === undefined ? {} : { password }),
    ...(options.oneTime === true ? { oneTime: true } : {}),
  });
}

/**
 * The fields that {@link parseWhiteLabel} reads back as these parameters (I10); `oneTime` is no text of the screen.
 *
 * Problems: `input.other-code` for parameters of another cloud ID, or of the live version where the editable one is
 * built in; `input.lone-surrogate`; those of the built-in ID.
 */
export function formatWhiteLabel(builtIn: string, parameters: Parameters): Result<ClassicFields> {
  const own = parseCloudId(builtIn);
  if (!own.ok) return own;
  const { cloudId, username, password } = parameters;
  if (cloudId.canonical !== own.value.canonical) return refuse('input.other-code');
  if (own.value.version === 'editable' && cloudId.version === 'live') return refuse('input.other-code');
  if (hasLoneSurrogate(username ?? '') || hasLoneSurrogate(password ?? '')) return refuse('input.lone-surrogate');
  const star = cloudId.version === own.value.version ? '' : '*';
  const first = (username === '' ? `@${builtIn}` : writeOwnUsername(username ?? '', own.value.canonical)) + star;
  return accept({ first, ...(password === undefined ? {} : { password }) });
}

/** A username of which neither the end nor the text after its last `@` is mistaken for a star or the app's own ID (I5). */
function writeOwnUsername(username: string, canonical: string): string {
  const written = writeUsername(username);
  const plain = written.endsWith('*') ? `${written.slice(0, -1)}%2A` : written;
  const at = plain.lastIndexOf('@');
  const tail = plain.slice(at + 1).toUpperCase();
  return at !== -1 && tail === canonical ? `${plain.slice(0, at)}%40${plain.slice(at + 1)}` : plain;
}
