import { deadline } from '../../src/machine/deadline.js';
import { initial } from '../../src/machine/initial.js';
import { problem } from '../../src/document/problem.js';
import { ALICE, ENTROPY, OTHER } from './installation.js';
import { answersTo, type Answer } from './answers.js';
import type { BoundName, Bounds } from './bounds.js';
import { answeredBy, at, committed, keep, restored, textOf, withInstance, type Acting } from './carry-out.js';
import { after } from './clock.js';
import { withFailedStart } from './start-seen.js';
import type { Settings } from '../../src/machine/settings.js';
import { NOW, type Fact, type Instance, type Pending, type World } from './world.js';

/** One thing that may happen next. The label tells it apart from all others of the same world. */
export interface Move {
  readonly label: string;
  /** Which bound it uses up. */
  readonly bound?: BoundName;
  readonly go: (world: World, acting: Acting) => World;
}

/** What may happen to one process. To explore something new, add a row. */
type Row = (world: World, index: number, bounds: Bounds) => readonly Move[];

const YEARS_MS = 10 * 365 * 86_400_000;
const LONGEST_TIMER_MS = 2_147_483_647;

export const ROWS: readonly Row[] = [
  // What the person does.
  (_world, index) => [wish('signs in', 'submits', (w, a) => submit(w, index, a, 'value-alice'))],
  (_world, index) => [wish('signs in with another cloud ID', 'submits', (w, a) => submit(w, index, a, 'value-other'))],
  (_world, index) => [told(index, 'tries again', 'retries', { type: 'retry.requested' })],
  (_world, index) => [told(index, 'asks for a refresh', 'refreshes', { type: 'refresh.requested', by: 'person' })],
  (_world, index) => [told(index, 'asks for the account only, without validators', 'refreshes', { type: 'refresh.requested', by: 'person', only: ['extprov'], resetCache: true })],
  (_world, index) => [told(index, 'follows a link', 'links', { type: 'refresh.requested', by: 'link' })],
  (_world, index) => [told(index, 'cancels', 'cancels', { type: 'cancel.requested' })],
  (_world, index) => [told(index, 'signs out', 'signOuts', { type: 'sign-out.requested' })],

  (_world, index) => [told(index, 'edits the title', 'edits', { type: 'edit.requested', path: 'account.title', value: 'Mine' })],
  (_world, index) => [told(index, 'takes the edit back', 'edits', { type: 'edit.reverted', path: 'account.title' })],

  (world, index) => [told(index, at(world, index).state.held === true ? 'the app lets go' : 'the app holds', 'holds', { type: 'hold.changed', held: at(world, index).state.held !== true })],

  // Trials (R10).
  (world, index) => (at(world, index).state.settings.trial === undefined ? [] : [
    told(index, 'the app confirms', 'judgements', { type: 'trial.judged', works: true }),
    told(index, 'the app rejects', 'judgements', { type: 'trial.judged', works: false }),
    ...(['offline', 'online', 'back', 'front'] as const).map((signal) => told(index, `the platform says: ${signal}`, 'signals', { type: 'host.signalled', signal })),
  ]),

  // What comes of requests.
  (world, index, bounds) => at(world, index).pending.flatMap((one) => (one.kind !== 'http' ? [] : answersTo(one, bounds).map(({ label, answer, bound }): Move => ({ label: `${one.document}: ${label}`, ...(bound && { bound }), go: (w, a) => answerHttp(w, index, one, answer, a) })))),

  // What comes of the store.
  (world, index) => pendingOf(world, index, 'load').flatMap(() => [
    { label: 'the store was read', go: (w, a) => loaded(w, index, a) },
    fault('the store cannot be read', (w, a) => a.tell(answeredBy(w, index, kind('load')), index, { type: 'store.unreadable', trouble: { reason: 'locked', cause: 'EBUSY' }, entropy: ENTROPY })),
  ]),
  (world, index) => pendingOf(world, index, 'open').flatMap(({ sealed }) => [
    { label: 'its secrets were opened', go: (w, a) => opened(w, index, sealed, a) },
    fault('its secrets cannot be opened', (w, a) => a.tell(answeredBy(w, index, kind('open')), index, { type: 'secrets.failed', trouble: { reason: 'lost', cause: 'gone' } })),
  ]),
  (world, index) => pendingOf(world, index, 'commit').flatMap((one) => [
    { label: 'the store answers the commit', go: (w, a) => commit(w, index, one, a) },
    fault('the store is full', (w, a) => a.tell(answeredBy(w, index, kind('commit')), index, { type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } })),
  ]),
  (world, index) => pendingOf(world, index, 'forget').flatMap(() => [
    { label: 'the rest was removed', go: (w, a) => a.tell(forgotten(answeredBy(w, index, kind('forget'))), index, { type: 'store.forgotten' }) },
    fault('the rest cannot be removed', (w, a) => a.tell(answeredBy(w, index, kind('forget')), index, { type: 'store.refused', trouble: { reason: 'denied', cause: 'EACCES' } })),
  ]),
  // Not a sign-out that is being finished: once nobody can read it, nobody can know of it.
  ({ store }) => (store.generations[0]?.generation.profile !== undefined && store.generations[0].damaged === undefined && store.generations[1]?.damaged === undefined && store.generations[1]?.generation.profile !== undefined ? [{ label: 'the disk breaks the newest generation', bound: 'damages', go: damaged }] : []),

  // Time and the world outside.
  (world, index) => waits(world, index),
  (_world, index) => [
    { label: 'the clock jumps ten years on', bound: 'jumps', go: (w, a) => a.tell(after(w, YEARS_MS), index, { type: 'clock.reached' }) },
    { label: 'the clock is put back ten years', bound: 'jumps', go: (w, a) => a.tell(after(w, -YEARS_MS), index, { type: 'clock.reached' }) },
  ],
  (_world, index) => [told(index, 'the network returns', 'returns', { type: 'network.returned' })],
  (world, index) => [
    { label: 'the app is killed and started', bound: 'crashes', go: (w) => crashed(w, index) },
    ...pendingOf(world, index, 'commit').map((one): Move => ({ label: 'the app is killed after its commit, and started', bound: 'crashes', go: (w) => crashed(committed(w, index, one.generation, one.expected) ?? w, index) })),
  ],
];

/** All that may happen next, within the bounds. */
export function movesOf(world: World, bounds: Bounds): readonly Move[] {
  const all = world.instances.flatMap((_one, index) => ROWS.flatMap((row) => row(world, index, bounds).map((move) => named(move, index, bounds))));
  return all.filter(({ bound }) => bound === undefined || (world.spent[bound] ?? 0) < (bounds.most[bound] ?? 0));
}

/** Carries out one move and notes what it used up. */
export function make(move: Move, world: World, acting: Acting): World {
  const { bound } = move;
  return move.go(bound === undefined ? world : { ...world, spent: { ...world.spent, [bound]: (world.spent[bound] ?? 0) + 1 } }, acting);
}

function named(move: Move, index: number, { instances }: Bounds): Move {
  return instances === 1 ? move : { ...move, label: `${'AB'[index] ?? ''}: ${move.label}` };
}

function wish(label: string, bound: BoundName, go: Move['go']): Move {
  return { label, bound, go };
}

function fault(label: string, go: Move['go']): Move {
  return { label, bound: 'storeFaults', go };
}

function told(index: number, label: string, bound: BoundName, fact: Fact): Move {
  return { label, bound, go: (world, acting) => acting.tell(world, index, fact) };
}

function kind(wanted: Pending['kind']): (one: Pending) => boolean {
  return (one) => one.kind === wanted;
}

function pendingOf<Kind extends Pending['kind']>(world: World, index: number, wanted: Kind): readonly (Pending & { readonly kind: Kind })[] {
  return at(world, index).pending.filter((one): one is Pending & { readonly kind: Kind } => one.kind === wanted).slice(0, 1);
}

/** @param password the value; the same value has the same reference (S3). */
export function submit(world: World, index: number, acting: Acting, password: 'value-alice' | 'value-other'): World {
  const [kept, secret] = keep(world, index, password);
  const parameters = { ...(password === 'value-other' ? OTHER : ALICE), password: { secret } };
  return acting.tell(kept, index, { type: 'provision.requested', parameters });
}

export function answerHttp(world: World, index: number, one: Pending & { readonly kind: 'http' }, answer: Answer, { tell }: Acting): World {
  const { id, document } = one;
  const free = answeredBy(world, index, (other) => other.kind === 'http' && other.id === id);
  switch (answer.kind) {
    case 'failed':
      return tell(free, index, { type: 'http.failed', id, reason: answer.reason, cause: '', origin: '', sent: answer.sent }, answer);
    case 'refused':
      return tell(free, index, { type: 'http.refused', id, problem: problem(answer.code) }, answer);
    default: {
      const status = answer.kind === 'status' ? answer.status : 200;
      const tagged = answer.kind === 'document' && document !== 'extprov' ? [['etag', `"${answer.variant}"`] as const] : [];
      const later = answer.kind === 'status' && answer.retryAfter !== undefined ? [['retry-after', answer.retryAfter] as const] : [];
      return tell(free, index, { type: 'http.answered', id, status, headers: [...tagged, ...later], key: `${document} ${one.service}` }, answer);
    }
  }
}

export function loaded(world: World, index: number, { tell }: Acting): World {
  const { generations, book } = world.store;
  return tell(answeredBy(world, index, kind('load')), index, { type: 'store.loaded', generations: generations.map(textOf), ...(book && { book }), entropy: ENTROPY });
}

export function opened(world: World, index: number, sealed: string, { tell }: Acting): World {
  const free = answeredBy(world, index, kind('open'));
  const instance = at(free, index);
  return tell(withInstance(free, index, { ...instance, vault: restored(instance.vault, sealed) }), index, { type: 'secrets.opened' });
}

export function commit(world: World, index: number, { generation, expected }: Pending & { readonly kind: 'commit' }, { tell }: Acting): World {
  const free = answeredBy(world, index, kind('commit'));
  const saved = committed(free, index, generation, expected);
  return saved === undefined ? tell(free, index, { type: 'store.conflicted' }) : tell(saved, index, { type: 'store.committed', number: generation.number });
}

/** Everything but the newest is removed (R12). */
export function forgotten(world: World): World {
  return { ...world, store: { ...world.store, generations: world.store.generations.slice(0, 1) } };
}

function damaged(world: World): World {
  const [newest, ...older] = world.store.generations;
  return newest === undefined ? world : { ...world, store: { ...world.store, generations: [{ ...newest, damaged: true }, ...older] } };
}

/** The timer of the driver: it is told when the deadline has come, and never waits longer than a timer can. */
function waits(world: World, index: number): readonly Move[] {
  const wanted = deadline(at(world, index).state);
  if (wanted === undefined) return [];
  const wake = (world: World, ms: number, acting: Acting): World => acting.tell(after(world, ms), index, { type: 'clock.reached' });
  const ms = Math.min(LONGEST_TIMER_MS, wanted - NOW);
  return ms <= 0 ? [{ label: 'its timer rings', go: (w, a) => wake(w, 0, a) }] : [{ label: 'time passes until its deadline', bound: 'waits', go: (w, a) => wake(w, ms, a) }];
}

/** A new process: nothing is left but what the store holds. */
export function born(settings: Settings): Instance {
  const [state] = initial(settings);
  return { state, pending: [{ kind: 'load' }], vault: [], witness: {} };
}

function crashed(world: World, index: number): World {
  const { state, witness: { start } } = at(world, index);
  const instance = born(state.settings);
  return withInstance(withFailedStart(world, start, 'killed'), index, world.store.left === true ? { ...instance, witness: { leaving: 'for good' } } : instance);
}
