import { same } from '../../src/document/same.js';
import { ASKED, DOCUMENTS, type Asked } from '../../src/document/tree.js';
import { decodeGeneration } from '../../src/store/text.js';
import type { Generation } from '../../src/store/generation.js';
import { inUse } from '../../src/machine/resting.js';
import { placeOf, REFUSED } from './documents.js';
import { marksOf } from './marks.js';
import { decidedWrongly, editNotPutBack, failedInUse, isPutBackFromMemory, olderCredentials, quarantinedInUse, saidWrongly } from './invariants-of-trials.js';
import { at, textOf } from './carry-out.js';
import type { Kept, Seen, Store, World } from './world.js';

/** An invariant that did not hold, and what was seen instead. */
export interface Broken {
  readonly invariant: string;
  readonly why: string;
}

interface Invariant {
  /** As in docs/invariants.md. */
  readonly id: string;
  /** Why it does not hold after this step. */
  readonly broken: (seen: Seen) => string | undefined;
}

/** Held after every step. */
const INVARIANTS: readonly Invariant[] = [
  { id: 'INV-2', broken: notWhole },
  { id: 'INV-3', broken: refusedMerged },
  { id: 'INV-4', broken: wentBack },
  { id: 'INV-4', broken: revisionsWentBack },
  { id: 'INV-7', broken: sentAfterSignOut },
  { id: 'INV-8', broken: sentThoughOff },
  { id: 'INV-9', broken: progressWentBack },
  { id: 'INV-10', broken: secretInClear },
  { id: 'INV-13', broken: cameBack },
  { id: 'INV-14', broken: editLost },
  { id: 'INV-15', broken: appliedWhileHeld },
  { id: 'INV-16', broken: failedInUse },
  { id: 'INV-16', broken: quarantinedInUse },
  { id: 'INV-16', broken: decidedWrongly },
  { id: 'INV-16', broken: saidWrongly },
  { id: 'INV-17', broken: olderCredentials },
  { id: 'INV-14', broken: editNotPutBack },
  { id: 'INV-18', broken: heldBackByDialActions },
  { id: 'INV-19', broken: leftBehind },
  { id: 'INV-20', broken: anotherSignedOut },
];

/** Held after every move, whatever of it the reducer was told. */
const OF_MOVES: readonly { readonly id: string; readonly broken: (before: World, after: World) => string | undefined }[] = [
  { id: 'INV-1', broken: lostAll },
  { id: 'INV-4', broken: numbersWentBack },
];

export function brokenByMove(before: World, after: World): Broken | undefined {
  for (const { id, broken } of OF_MOVES) {
    const why = broken(before, after);
    if (why !== undefined) return { invariant: id, why };
  }
  return undefined;
}

export function brokenBy(seen: Seen): Broken | undefined {
  for (const { id, broken } of INVARIANTS) {
    const why = broken(seen);
    if (why !== undefined) return { invariant: id, why };
  }
  return undefined;
}

/** Good ones that a start of the app could load: whole, and with a profile. */
export function loadable({ generations }: Store): number {
  return generations.filter((kept) => kept.generation.profile !== undefined && isWhole(kept)).length;
}

const WHOLE = new WeakMap<Kept, boolean>();

function isWhole(kept: Kept): boolean {
  const known = WHOLE.get(kept) ?? decodeGeneration(textOf(kept)).ok;
  WHOLE.set(kept, known);
  return known;
}

/** INV-1. */
function lostAll(before: World, after: World): string | undefined {
  if (before.store.generations === after.store.generations || loadable(before.store) === 0 || loadable(after.store) > 0) return undefined;
  return after.store.left === true || after.instances.some(({ witness }) => witness.leaving !== undefined) ? undefined : 'no good generation can be loaded any more, and nobody signed out';
}

/** INV-4, of the store. */
function numbersWentBack(before: World, after: World): string | undefined {
  const [older, newer] = [newestOf(before.store), newestOf(after.store)];
  return newer < older ? `the newest number in the store went from ${older} to ${newer}` : undefined;
}

function newestOf({ generations }: Store): number {
  return generations[0]?.generation.number ?? 0;
}

/** INV-2. */
function notWhole({ from, to, after, instance }: Seen): string | undefined {
  const { witness, pending } = at(after, instance);
  if (to.tag === 'ready') {
    const saved = after.store.history.find(({ number }) => number === to.generation.number);
    if (saved === undefined) return `generation ${to.generation.number} is launched and was never committed`;
    if (!same(saved, to.generation) && !(witness.start?.unsaved === true && isPutBackFromMemory(saved, to.generation))) return `generation ${to.generation.number} is launched in another form than it was committed`;
  }
  const committing = pending.find((one) => one.kind === 'commit')?.generation;
  if (to.tag !== 'saving' || from.tag !== 'running' || from.run.id !== to.run.id || committing?.profile === undefined) return undefined; // not what waited (R8)
  const marks = marksOf(committing);
  const earlier = to.before && marksOf(to.before);
  for (const name of ASKED) {
    const variant = witness.delivered?.find(([one]) => one === name)?.[1] ?? (to.run.refresh === undefined ? undefined : earlier?.[name]);
    if (variant !== undefined && marks[name] !== variant && !goneWithItsService(name, marks.provisioning ?? '')) return `${name} is ${marks[name] ?? 'absent'} in what is committed, and ${variant} was delivered`;
  }
  return undefined;
}

/** M4, R14. */
function goneWithItsService(name: Asked, portal: string): boolean {
  return (name === 'global_extprov' && portal === 'alone') || (name === 'dialActionWs' && !portal.startsWith('actions'));
}

/** INV-3. */
function refusedMerged({ after, instance }: Seen): string | undefined {
  const committing = at(after, instance).pending.find((one) => one.kind === 'commit')?.generation;
  const bad = committing && DOCUMENTS.find((name) => REFUSED.includes(marksOf(committing)[name] ?? ''));
  return bad === undefined ? undefined : `${bad} was refused, and is merged into what is committed`;
}

/** INV-4, of what is in use. */
function wentBack({ from, to, before, event }: Seen): string | undefined {
  const [was, is] = [inUse(from), inUse(to)].map((one?: Generation) => one?.number ?? 0);
  if (is !== undefined && is !== 0 && was !== undefined && is < was) return `in use was ${was}, and now is ${is}`;
  const newest = event.type === 'store.loaded' ? before.store.generations.find(isWhole)?.generation : undefined;
  return newest?.profile === undefined || is === newest.number ? undefined : `${newest.number} is the newest whole one in the store, and ${is ?? 0} was taken`;
}

/** INV-4, of the portal's documents (P4). */
function revisionsWentBack({ to }: Seen): string | undefined {
  if (to.tag !== 'saving' || to.before?.profile?.identity.cloudId.canonical !== to.next.profile?.identity.cloudId.canonical) return undefined;
  const [was, is] = [marksOf(to.before ?? to.next), marksOf(to.next)];
  const back = (['provisioning', 'theme'] as const).find((name) => placeOf(name, is[name] ?? '') < placeOf(name, was[name] ?? ''));
  return back && `${back} went back from ${was[back] ?? ''} to ${is[back] ?? ''}`;
}

/** INV-7. */
function sentAfterSignOut({ commands, after, instance }: Seen): string | undefined {
  const sent = commands.find(({ type }) => type === 'http.send');
  return sent !== undefined && at(after, instance).witness.leaving === 'for good' ? 'a request is sent after the sign-out' : undefined;
}

/** INV-8. */
function sentThoughOff({ from, event, commands }: Seen): string | undefined {
  if (!commands.some(({ type }) => type === 'http.send') || !isOff(inUse(from))) return undefined;
  const person = event.type === 'provision.requested' || event.type === 'retry.requested' || (event.type === 'refresh.requested' && event.by === 'person');
  const begun = from.tag === 'running'; // by a person: otherwise its beginning would have been found
  const again = event.type === 'network.returned' && 'failure' in from && from.failure?.parameters !== undefined; // F11
  const waited = from.after?.wish === 'provision';
  return person || begun || again || waited ? undefined : `${event.type} sends a request, though refresh is switched off`;
}

/** Applied at once by a first run, by a refresh once a second answer said the same (R3): from the documents, not only from what was decided of them. */
function isOff(generation: Generation | undefined): boolean {
  const { schedule } = generation?.profile ?? {};
  if (generation === undefined || schedule === undefined) return false;
  return !schedule.automatic || (marksOf(generation).provisioning === 'off' && schedule.offSince === undefined);
}

/** INV-9. */
function progressWentBack({ from, to }: Seen): string | undefined {
  const goesOn = 'run' in from && 'run' in to && from.run.id === to.run.id;
  return goesOn && to.run.progress < from.run.progress ? `progress went from ${from.run.progress} to ${to.run.progress}` : undefined;
}

/** INV-10. */
function secretInClear({ commands }: Seen): string | undefined {
  const clear = commands.find((command) => holdsValue(command.type === 'store.commit' ? command.generation : command));
  return clear && `${clear.type} holds the value of a secret`;
}

const CLEAR = new WeakMap<object, boolean>();

function holdsValue(value: object): boolean {
  const known = CLEAR.get(value) ?? JSON.stringify(value).includes('value-');
  CLEAR.set(value, known);
  return known;
}

/** INV-13. */
function cameBack({ from, event, before }: Seen): string | undefined {
  const over = event.type === 'store.committed' && (from.tag === 'editing' || from.tag === 'starting' || (from.tag === 'saving' && from.run.refresh !== undefined)) ? before.store.generations[1]?.generation : undefined;
  return over !== undefined && over.profile === undefined ? `what was ${from.tag} is saved over a sign-out` : undefined;
}

/** INV-14. */
function editLost({ from, event, before }: Seen): string | undefined {
  if (event.type !== 'store.committed' || from.tag !== 'saving') return undefined;
  const [now, was] = before.store.generations.map(({ generation }) => generation.profile);
  if (now === undefined || was === undefined || !same(now.identity, was.identity)) return undefined;
  return was.layers.user.account.length > now.layers.user.account.length ? 'an edit of the user is gone from what was saved after it' : undefined;
}

/** INV-15. */
function appliedWhileHeld({ from, to }: Seen): string | undefined {
  if (from.held !== true || from.tag !== 'running' || from.run.refresh === undefined) return undefined;
  const saves = to.tag === 'saving' && to.run.refresh !== undefined;
  const leaves = to.tag === 'signing-out' && to.farewell !== undefined;
  return saves || leaves ? 'a refresh is applied although the app holds' : undefined;
}

/** INV-18. */
function heldBackByDialActions({ from, to }: Seen): string | undefined {
  const { refreshed } = to;
  if (refreshed === undefined || refreshed === from.refreshed) return undefined;
  const { document } = refreshed.problem?.details ?? {};
  return document === 'dialActionWs' ? `a refresh ends as ${refreshed.result}, over dial actions` : undefined;
}

/** INV-19. Another process may have signed in over it meanwhile. */
function leftBehind({ from, to, before }: Seen): string | undefined {
  if (from.tag !== 'signing-out' || to.tag !== 'empty' || to.failure !== undefined) return undefined;
  const [newest, ...older] = before.store.generations;
  if (older.length > 0) return 'a sign-out leaves an older generation behind';
  return newest !== undefined && newest.generation.number === from.stored && (newest.generation.profile !== undefined || newest.sealed !== undefined) ? 'a sign-out leaves a profile or secrets behind' : undefined;
}

/** INV-20. */
function anotherSignedOut({ from, event, before, instance }: Seen): string | undefined {
  const { about } = at(before, instance).witness;
  if (event.type !== 'store.committed' || from.tag !== 'signing-out' || about === undefined) return undefined;
  const was = before.store.generations[1]?.generation.profile?.identity.cloudId.canonical;
  return was === undefined || was === about ? undefined : `the provider signs ${about} out, and ${was} was signed in`;
}
