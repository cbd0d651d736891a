import { isSecret } from '../../src/document/tree.js';
import type { Generation } from '../../src/store/generation.js';
import { opened } from './envelope.js';
import { NOW, type World } from './world.js';

/** Shown to somebody, read by no rule. The test of this file holds that. */
const SHOWN: ReadonlySet<string> = new Set(['settings', 'installId', 'ended', 'refreshed', 'edited', 'warnings', 'received', 'total', 'endedAt', 'progress', 'nextId', 'person', 'cause', 'references', 'history']);

/** Ids that are awaited: only which is which counts. */
const AWAITED: ReadonlySet<string> = new Set(['request', 'filling', 'id']);

/** Numbers of generations: only their distance from the newest counts. */
const NUMBERED: ReadonlySet<string> = new Set(['stored', 'number', 'expected', 'generation', 'of']);

const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Only a clock that was put back leaves moments so far ahead. No rule tells them apart, and no path comes to them (one jump). */
const FAR_MS = 365 * 86_400_000;

/** Moments, by the last distance that a rule looks at: further back they are all `long ago`. Those to come are exact. */
const LOOKED_BACK: { readonly [name: string]: number } = {
  at: 0, limitAt: 0, deadlineAt: 0, againAt: 0, notBefore: 0, retryAt: 0,
  savedAt: QUARTER_MS, startedAt: QUARTER_MS, offSince: QUARTER_MS, linkAt: MINUTE_MS, until: MINUTE_MS, since: DAY_MS, quarantinedAt: DAY_MS,
};

/** Renumbers as they appear. */
interface Names {
  readonly secrets: Map<string, number>;
  readonly ids: Map<number, number>;
  readonly sequences: Map<number, number>;
  readonly newest: number;
}

function namesAt(newest: number, secrets: Names['secrets'] = new Map()): Names {
  return { secrets, ids: new Map(), sequences: new Map(), newest };
}

/** Two worlds with the same text behave the same; the search counts these. */
export function canonical(world: World): string {
  const newest = world.store.generations[0]?.generation.number ?? 0;
  const secrets = new Map<string, number>();
  const parts = world.instances.map(({ state, pending, witness }) => text({ state, pending: [...pending].sort(byName), witness }, namesAt(newest, secrets)));
  const store = text(world.store, namesAt(newest, secrets));
  const vaults = world.instances.map(({ vault }) => vault.flatMap(([reference, value]) => (secrets.has(reference) ? [`${secrets.get(reference) ?? ''}=${value}`] : [])).sort());
  return [...parts, store, ...vaults.map(String), JSON.stringify(Object.entries(world.spent).sort())].join('\n');
}

function text(value: unknown, names: Names, under = ''): string {
  if (typeof value === 'string') return `'${value}'`; // all texts are our own, none holds a quote
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((one) => text(one, names, under)).join()}]`;
  if ('canonical' in value || 'critical' in value || under === 'services') return constant(value);
  if ('savedAt' in value) return generation(value as Generation, names);
  if (isSecret(value as never)) return `#${renumbered(names.secrets, (value as { secret: string }).secret)}`;
  if ('digest' in value && 'content' in value) return arrived(value as { digest: string; etag?: string; content: object }, names);
  let written = '';
  for (const name in value) {
    const one = (value as Readonly<Record<string, unknown>>)[name];
    if (one === undefined || isShown(name, value)) continue;
    if (name === 'sealed') written += `sealed:${opened(one as string).map(([reference, secret]) => `#${renumbered(names.secrets, reference)}=${secret}`).join()},`;
    else written += `${name}:${typeof one === 'number' ? numeral(name, one, names) : text(one, names, name)},`;
  }
  return `{${written}}`;
}

const CONSTANT = new WeakMap<object, string>();

/** Cloud IDs, themes and definitions of services hold no moment, id or secret. */
function constant(value: object): string {
  const known = CONSTANT.get(value) ?? JSON.stringify(value);
  CONSTANT.set(value, known);
  return known;
}

/** Of a trial its beginning, of a watch what an app may show, of a step its times, of a run its id and the account's leaves, of a failure its time and words. */
function isShown(name: string, of: object): boolean {
  if (SHOWN.has(name)) return true;
  if (name === 'since') return 'of' in of;
  if (name === 'shown') return !('run' in of);
  if (name === 'startedAt') return 'status' in of;
  if (name === 'at') return 'problem' in of || 'channel' in of || 'digest' in of;
  if (name === 'details') return !('code' in of);
  return 'limitAt' in of ? name === 'id' || name === 'account' : name === 'run' && 'wish' in of;
}

function numeral(name: string, value: number, names: Names): string {
  if (name === 'sequence') return `q${renumbered(names.sequences, value)}`;
  if (AWAITED.has(name)) return `i${renumbered(names.ids, value)}`;
  if (NUMBERED.has(name)) return `n${value - names.newest}`;
  const back = LOOKED_BACK[name];
  if (back === undefined) return String(value);
  if (NOW - value >= back) return 'long ago';
  return value - NOW > FAR_MS ? 'far ahead' : `+${value - NOW}`;
}

function renumbered<Key>(known: Map<Key, number>, key: Key): number {
  const number = known.get(key) ?? known.size;
  known.set(key, number);
  return number;
}

/** Documents that arrived differ by their bytes and by the references of their secrets. */
function arrived({ digest, etag, content }: { digest: string; etag?: string; content: object }, names: Names): string {
  return `${digest}/${etag ?? ''}/${referencesOf(content).map((one) => renumbered(names.secrets, one)).join()}`;
}

interface Written {
  readonly id: number;
  readonly secrets: readonly string[];
}

const WRITTEN = new WeakMap<Generation, Written>();
const KNOWN = new Map<string, number>();

/** A generation is written once: as the number of its text, and its secrets in their order. */
function generation(value: Generation, names: Names): string {
  let written = WRITTEN.get(value);
  if (written === undefined) {
    const own = namesAt(value.number);
    for (const { sequence } of value.profile?.layers.arrivals ?? []) renumbered(own.sequences, sequence);
    const { savedAt, profile } = value;
    written = { id: renumbered(KNOWN, text({ ...profile, saved: numeral('savedAt', savedAt, own) }, own)), secrets: [...own.secrets.keys()] };
    WRITTEN.set(value, written);
  }
  return `g${written.id}@${value.number - names.newest}(${written.secrets.map((one) => renumbered(names.secrets, one)).join()})`;
}

function referencesOf(value: unknown, found: string[] = []): readonly string[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('secret' in value && typeof value.secret === 'string') found.push(value.secret);
  else for (const one of Object.values(value)) referencesOf(one, found);
  return found;
}

function byName(one: World['instances'][number]['pending'][number], other: typeof one): number {
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

function nameOf(one: World['instances'][number]['pending'][number]): string {
  return one.kind === 'http' ? `http ${one.document}` : one.kind;
}
