/**
 * The same states and events as a machine for xstate v5, written as its documentation recommends: the four documents are
 * parallel regions of `running`, facts are in the context, conditions are guards. It only keeps what happened: documents are
 * stored as they come, nothing is merged, validated or scheduled, no command is built, so each event is less work than for
 * ours. It takes the very same event objects.
 */
import { assign, initialTransition, setup, transition, type SnapshotFrom } from 'xstate';
import type { DocumentName, MachineEvent, Problem } from '@firstring/core';
import { SETTINGS } from './a-day.js';

const DOCUMENTS: readonly DocumentName[] = ['provisioning', 'theme', 'global_extprov', 'extprov'];

interface Context {
  readonly nextId: number;
  readonly installId: string;
  readonly refresh: boolean;
  readonly changed: boolean;
  readonly startedAt: number;
  readonly requests: Partial<Readonly<Record<DocumentName, number>>>;
  readonly received: Partial<Readonly<Record<DocumentName, number>>>;
  readonly settled: readonly DocumentName[];
  readonly collected: Partial<Readonly<Record<DocumentName, unknown>>>;
  /** What is in use. */
  readonly saved: Partial<Readonly<Record<DocumentName, unknown>>> | undefined;
  readonly stored: number;
  readonly problem: Problem | string | undefined;
  readonly input: unknown;
}

const NOTHING: Context = {
  nextId: 1,
  installId: '',
  refresh: false,
  changed: false,
  startedAt: 0,
  requests: {},
  received: {},
  settled: [],
  collected: {},
  saved: undefined,
  stored: 0,
  problem: undefined,
  input: undefined,
};

const kit = setup({
  types: { context: {} as Context, events: {} as MachineEvent },
  guards: {
    awaited: ({ context, event }, { name }: { name: DocumentName }) => 'id' in event && context.requests[name] === event.id,
    answered200: ({ context, event }, { name }: { name: DocumentName }) => event.type === 'http.answered' && context.requests[name] === event.id && event.status === 200,
    answered304: ({ context, event }, { name }: { name: DocumentName }) => event.type === 'http.answered' && context.requests[name] === event.id && event.status === 304,
    refresh: ({ context }) => context.refresh,
    portalDone: ({ context }) => context.settled.includes('provisioning') && context.settled.includes('theme'),
    globalDone: ({ context }) => context.settled.includes('global_extprov'),
    changed: ({ context }) => context.changed,
    signedIn: ({ context }) => context.saved !== undefined,
    tooLong: ({ context, event }) => event.at >= context.startedAt + SETTINGS.runMs,
  },
  actions: {
    identify: assign({ installId: ({ context, event }) => (event.type === 'store.loaded' ? event.entropy : context.installId) }),
    begin: assign(({ context, event }) => ({
      nextId: context.nextId + 1,
      refresh: event.type !== 'provision.requested',
      changed: false,
      startedAt: event.at,
      requests: {},
      received: {},
      settled: [],
      collected: {},
      problem: undefined,
      input: event.type === 'provision.requested' ? event.parameters : context.input,
    })),
    send: assign(({ context }, { name }: { name: DocumentName }) => ({ nextId: context.nextId + 1, requests: { ...context.requests, [name]: context.nextId } })),
    progress: assign(({ context, event }, { name }: { name: DocumentName }) => (event.type === 'http.progressed' ? { received: { ...context.received, [name]: event.received } } : {})),
    keep: assign(({ context, event }, { name }: { name: DocumentName }) => (event.type === 'document.read' ? { changed: true, collected: { ...context.collected, [name]: event.content } } : {})),
    settle: assign(({ context }, { name }: { name: DocumentName }) => ({ settled: [...context.settled, name] })),
    fail: assign(({ event }) => ({ problem: event.type === 'document.refused' || event.type === 'http.refused' ? event.problem : event.type })),
    save: assign(({ context }) => ({ saved: { ...context.saved, ...context.collected }, stored: context.stored + 1 })),
    forget: assign({ saved: undefined }),
  },
});

/** One document: asked for at once on a refresh, and on a first run when what comes before it is there. */
function region(name: DocumentName, after: 'portalDone' | 'globalDone' | undefined) {
  const params = { name };
  return {
    initial: 'waiting',
    states: {
      waiting: { always: after === undefined ? ({ target: 'running' } as const) : ([{ guard: 'refresh', target: 'running' }, { guard: after, target: 'running' }] as const) },
      running: {
        entry: { type: 'send', params },
        on: {
          'http.progressed': { guard: { type: 'awaited', params }, actions: { type: 'progress', params } },
          'http.answered': [
            { guard: { type: 'answered200', params }, target: 'reading' },
            { guard: { type: 'answered304', params }, target: 'unchanged' },
            { guard: { type: 'awaited', params }, target: 'refused' },
          ],
          'http.failed': { guard: { type: 'awaited', params }, target: '#phone.failed', actions: 'fail' },
          'http.refused': { guard: { type: 'awaited', params }, target: '#phone.failed', actions: 'fail' },
        },
      },
      reading: {
        on: {
          'document.read': { guard: { type: 'awaited', params }, target: 'done', actions: { type: 'keep', params } },
          'document.unchanged': { guard: { type: 'awaited', params }, target: 'unchanged' },
          'document.refused': { guard: { type: 'awaited', params }, target: '#phone.failed', actions: 'fail' },
        },
      },
      refused: { on: { 'document.read': { guard: { type: 'awaited', params }, target: '#phone.failed', actions: 'fail' } } },
      done: { type: 'final', entry: { type: 'settle', params } },
      unchanged: { type: 'final', entry: { type: 'settle', params } },
    },
  } as const;
}

export const phone = kit.createMachine({
  id: 'phone',
  context: NOTHING,
  initial: 'starting',
  states: {
    starting: { on: { 'store.loaded': { target: 'empty', actions: 'identify' }, 'store.unreadable': { target: 'empty', actions: 'identify' } } },
    empty: { on: { 'provision.requested': { target: 'running', actions: 'begin' }, 'retry.requested': { target: 'running', actions: 'begin' } } },
    ready: {
      on: {
        'clock.reached': { target: 'running', actions: 'begin' },
        'refresh.requested': { target: 'running', actions: 'begin' },
        'provision.requested': { target: 'running', actions: 'begin' },
        'sign-out.requested': { target: 'signing-out' },
      },
    },
    running: {
      type: 'parallel',
      states: {
        provisioning: region('provisioning', undefined),
        theme: region('theme', undefined),
        global_extprov: region('global_extprov', 'portalDone'),
        extprov: region('extprov', 'globalDone'),
      },
      onDone: [{ guard: 'changed', target: 'saving' }, { target: 'ready' }],
      on: {
        'clock.reached': { guard: 'tooLong', target: 'failed', actions: 'fail' },
        'cancel.requested': { target: 'failed', actions: 'fail' },
        'provision.requested': { target: 'running', reenter: true, actions: 'begin' },
        'sign-out.requested': { target: 'signing-out' },
      },
    },
    failed: { always: [{ guard: 'signedIn', target: 'ready' }, { target: 'empty' }] },
    saving: {
      on: {
        'store.committed': { target: 'ready', actions: 'save' },
        'store.refused': { target: 'unsaved', actions: 'fail' },
        'store.conflicted': { target: 'failed', actions: 'fail' },
      },
    },
    unsaved: { on: { 'retry.requested': { target: 'saving' }, 'cancel.requested': { target: 'failed' } } },
    'signing-out': { on: { 'store.committed': { actions: 'forget' }, 'store.forgotten': { target: 'empty' } } },
  },
});

export type Snapshot = SnapshotFrom<typeof phone>;

export function start(): Snapshot {
  return initialTransition(phone)[0];
}

/** xstate's pure `transition`: the next snapshot and what is to be done. */
export function next(snapshot: Snapshot, event: MachineEvent): Snapshot {
  return transition(phone, snapshot, event)[0];
}

/** The state in the words of ours: its tag, and while it runs what each document's region is in. */
export function statesOf({ value }: Snapshot): readonly string[] {
  if (typeof value === 'string') return [value];
  const [[tag, regions] = ['', {}]] = Object.entries(value);
  return [tag, ...DOCUMENTS.map((name) => String((regions as Record<string, unknown>)[name]))];
}
