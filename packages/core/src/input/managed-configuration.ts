import { accept, refuse, type Result } from '../document/problem.js';
import { formatClassic, type FormOptions } from './classic-screen.js';
import { formatCloudId, parseCloudId } from './cloud-id.js';
import type { Parameters } from './parameters.js';
import { hasLoneSurrogate } from '../text/utf8.js';
import { readUsername, writeUsername } from './username-field.js';
import { formatWhiteLabel, parseWhiteLabel } from './white-label-screen.js';

/** What Android restrictions or an iOS managed app configuration hold; other keys than these three are left alone (I9). */
export type ManagedConfiguration = Readonly<Record<string, string>>;

export interface ManagedOptions extends FormOptions {
  /** The cloud ID of a white-label app. Absent in a generic app. */
  readonly builtIn?: string;
}

/**
 * Reads `cloudId`, `username` and `password` of a managed configuration (I9) by the rules of the screens: I4 for a generic
 * app, I5 with `builtIn`, where `cloudId` may be left out and must otherwise be the app's own. A key that is there is an
 * answer, even when it is empty (I1); one that is not is asked for.
 *
 * Problems: `input.cloud-id-missing`, `input.cloud-id-malformed`, `input.other-code`, `input.lone-surrogate`. None of them
 * holds a value of the configuration.
 */
export function parseManagedConfiguration(configuration: ManagedConfiguration, options: ManagedOptions = {}): Result<Parameters> {
  const username = textOf(configuration['username']);
  const password = textOf(configuration['password']);
  const code = textOf(configuration['cloudId']);
  if ([username, password, code].some((text) => hasLoneSurrogate(text ?? ''))) return refuse('input.lone-surrogate');
  if (options.builtIn !== undefined) return parseOwn(options.builtIn, code, username, password, options);
  const cloudId = parseCloudId((code ?? '').trim());
  if (!cloudId.ok) return cloudId;
  return accept({
    cloudId: cloudId.value,
    ...(username === undefined ? {} : { username: readUsername(username.trim()) }),
    ...(password === undefined ? {} : { password }),
    ...(options.oneTime === true ? { oneTime: true } : {}),
  });
}

/** The configuration that {@link parseManagedConfiguration} reads back (I10). Problems: those of the screens' formatters. */
export function formatManagedConfiguration(parameters: Parameters, options: ManagedOptions = {}): Result<ManagedConfiguration> {
  const { username, password } = parameters;
  const { builtIn } = options;
  const fields = builtIn === undefined ? formatClassic(parameters) : formatWhiteLabel(builtIn, parameters);
  if (!fields.ok) return fields;
  const written = builtIn === undefined ? writeUsername(username ?? '') : fields.value.first;
  return accept({
    cloudId: formatCloudId(parameters.cloudId),
    ...(username === undefined ? {} : { username: written }),
    ...(password === undefined ? {} : { password }),
  });
}

function parseOwn(
  builtIn: string,
  code: string | undefined,
  username: string | undefined,
  password: string | undefined,
  options: FormOptions,
): Result<Parameters> {
  const own = parseCloudId(builtIn);
  if (!own.ok) return own;
  const named = parseCloudId((code ?? builtIn).trim());
  if (!named.ok) return named;
  if (named.value.canonical !== own.value.canonical) return refuse('input.other-code');
  const editable = own.value.version === 'live' && named.value.version === 'editable';
  const parsed = parseWhiteLabel(editable ? `${builtIn}*` : builtIn, username ?? '', password, options);
  if (!parsed.ok || username === undefined) return parsed;
  return accept({ ...parsed.value, username: parsed.value.username ?? '' });
}

/** Platforms hand over numbers and booleans too, whatever the declaration says. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
