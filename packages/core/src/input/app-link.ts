import { accept, refuse, type Result } from '../document/problem.js';
import type { DocumentName, Pairs } from '../document/tree.js';
import { decodePercentStrictly, encodePercent } from '../text/percent.js';

/** What a link asks a running app to do (I7). It asks: the app confirms, limits and schedules. */
export interface AppLink {
  readonly kind: 'refresh';
  /** The documents to refresh, in the order of F1, each once, at least one. Absent: all. */
  readonly only?: readonly DocumentName[];
  /** Drop validators first, so that everything is fetched anew (R5). */
  readonly resetCache: boolean;
}

/** The scheme that every app answers to unless it registers its own (I7). */
export const DEFAULT_LINK_SCHEMES: readonly string[] = ['cloudsip'];

const DOCUMENTS: readonly DocumentName[] = ['provisioning', 'theme', 'global_extprov', 'extprov'];
const UPDATES: readonly string[] = ['app:provisioning-update', 'app:extprov-update', 'cscommand:provisioning-update'];
const COMMAND = ':?_cmd=';
const ACTION = 'app:?';

/**
 * Reads `<scheme>:?_cmd=<percent-encoded app: URL>` (I7). Schemes compare without case, everything else exactly; a link
 * with anything that is not known is refused as a whole and never executed.
 *
 * @param schemes The schemes the app registered. Default: `cloudsip`.
 *
 * Problem: `input.not-a-link`.
 */
export function parseAppLink(text: string, schemes: readonly string[] = DEFAULT_LINK_SCHEMES): Result<AppLink> {
  const scheme = text.slice(0, Math.max(0, text.indexOf(':')));
  const known = schemes.some((own) => own.toLowerCase() === scheme.toLowerCase());
  if (!known || !text.startsWith(COMMAND, scheme.length)) return refuse('input.not-a-link');
  const argument = text.slice(scheme.length + COMMAND.length);
  const inner = /[&#]/.test(argument) ? undefined : decodePercentStrictly(argument);
  if (inner === undefined) return refuse('input.not-a-link');
  const command = inner.replace(/^[a-z]+:/i, (name) => name.toLowerCase());
  if (UPDATES.includes(command)) return accept({ kind: 'refresh', resetCache: false });
  const pairs = command.startsWith(ACTION) ? readQuery(command.slice(ACTION.length)) : undefined;
  const link = pairs === undefined ? undefined : readAction(pairs);
  return link === undefined ? refuse('input.not-a-link') : accept(link);
}

/**
 * The link that {@link parseAppLink} reads back as this one (I10).
 *
 * Problem: `input.not-a-link` for an empty `only`, which no link can say.
 */
export function formatAppLink(link: AppLink, scheme: string = 'cloudsip'): Result<string> {
  const only = link.only === undefined ? [] : [`only=${DOCUMENTS.filter((name) => link.only?.includes(name)).join(',')}`];
  if (link.only?.length === 0) return refuse('input.not-a-link');
  const options = [...only, ...(link.resetCache ? ['resetCache=1'] : [])];
  const command = options.length === 0 ? 'app:provisioning-update' : `${ACTION}${['action=reprovision', ...options].join('&')}`;
  return accept(`${scheme}${COMMAND}${encodePercent(command)}`);
}

function readQuery(query: string): Pairs<string> | undefined {
  const pairs: (readonly [string, string])[] = [];
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    const name = decodePercentStrictly(equals === -1 ? part : part.slice(0, equals));
    const value = decodePercentStrictly(equals === -1 ? '' : part.slice(equals + 1));
    if (name === undefined || value === undefined) return undefined;
    pairs.push([name, value]);
  }
  return pairs;
}

function readAction(pairs: Pairs<string>): AppLink | undefined {
  const asked = new Set<string>();
  let actions = 0;
  let resetCache = false;
  for (const [name, value] of pairs) {
    if (name === 'action' && value === 'reprovision') actions += 1;
    else if (name === 'only' || name === 'only[]') for (const document of readNames(value)) asked.add(document);
    else if (name === 'resetCache') resetCache = resetCache || value !== '0'; // I7: present and not 0
    else return undefined;
  }
  const only = DOCUMENTS.filter((document) => asked.has(document));
  if (actions !== 1 || only.length !== asked.size) return undefined; // I7: an unknown name refuses the link
  return { kind: 'refresh', ...(only.length === 0 ? {} : { only }), resetCache };
}

/** I7: `theme`, `theme,extprov`, `[theme,extprov]`; an empty name is an unknown one. */
function readNames(value: string): readonly string[] {
  const bracketed = value.startsWith('[') && value.endsWith(']');
  return (bracketed ? value.slice(1, -1) : value).split(',');
}
