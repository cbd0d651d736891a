import { parseCloudId } from '../input/cloud-id.js';
import type { CloudId, Parameters } from '../input/parameters.js';
import { problem, type Problem } from '../document/problem.js';
import { isSecret, type Leaf } from '../document/tree.js';
import type { Command } from '../machine/command.js';
import { deadline } from '../machine/deadline.js';
import { initial } from '../machine/initial.js';
import { inUse } from '../machine/resting.js';
import type { Settings } from '../machine/settings.js';
import type { State } from '../machine/state.js';
import { step } from '../machine/step.js';
import { explain, type Explanation } from '../merge/explain.js';
import { emptyLayers } from '../merge/layer.js';
import { valueAt } from '../merge/path.js';
import type { Profile } from '../merge/profile.js';
import { REQUEST_MS, RUN_MS } from '../policy/limits.js';
import type { InsecurePolicy } from '../service/service.js';
import { createInterpreter, type Happening } from './interpret.js';
import type { Ports } from './ports.js';
import { createSnapshots, type Snapshot } from './snapshot.js';
import { createVault, referencesIn } from './vault.js';

export interface ProvisionerOptions {
  readonly app: {
    /** Shown to servers as `<name>/<version>` (W12). */
    readonly name: string;
    readonly version: string;
    /** `%build%`; empty by default. */
    readonly build?: string;
    /** `%appid%`; the name by default. */
    readonly id?: string;
  };
  /** Base URL of the portal, https unless `allowInsecure` says otherwise (T1). */
  readonly portal: string;
  readonly ports: Ports;
  /** One of several provisioned identities in one app, fully apart from each other (F10). Default `default`. */
  readonly instance?: string;
  /** Default `never` (W9). */
  readonly allowInsecure?: InsecurePolicy;
  /** Runs steps 3 and 4 together (F3). Default `false`. */
  readonly overlap?: boolean;
  /** Deadlines in ms: one request (30,000) and a whole first run (90,000) (F9). */
  readonly limits?: { readonly requestMs?: number; readonly runMs?: number };
  /** Gets what a listener threw; by default the platform reports it as an unhandled rejection. */
  readonly onListenerError?: (error: unknown) => void;
}

/** What a person submits. Absent and empty differ: absent is asked for (I1). */
export interface ProvisionInput {
  /** As typed, a star included, or already parsed by one of the input functions of `@firstring/core`. */
  readonly cloudId: string | CloudId;
  readonly username?: string;
  readonly password?: string;
  /** From a registration wizard: never sent again after this run (I8). */
  readonly oneTime?: true;
}

export type RunResult = { readonly ok: true; readonly profile: Profile } | { readonly ok: false; readonly problem: Problem };

/** A softphone app's configuration, from just installed to ready. */
export interface Provisioner {
  /** Settles once the store was read: with the saved profile, or with none. */
  restored(): Promise<Snapshot>;
  /**
   * Runs the four steps, merges, validates and saves (F1 to F6). Never rejects. The same input joins a run that is under
   * way, other input replaces it (F8). Whatever fails, what was saved before stays as it was.
   */
  provision(input: ProvisionInput): Promise<RunResult>;
  /** After a refused save only the save is repeated (O13); else the last input runs again. */
  retry(): Promise<RunResult>;
  /** Ends the run under way and leaves what was there before (F8). Too late once the commit itself has begun. */
  cancel(): void;
  /** Removes credentials and profile from this device (R12). Contacts nobody. */
  signOut(): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: Problem }>;
  /** Calls back after every change; returns what ends that. */
  subscribe(listener: () => void): () => void;
  getSnapshot(): Snapshot;
  /** Why a leaf of the profile has its value, secrets masked (M10): `account.codecOrder`. */
  explain(path: string): Explanation;
  /** The value of a leaf in clear, for the app's SIP stack; `undefined` where there is none or it is a subtree. */
  reveal(path: string): string | undefined;
  /** Stops timers and requests and tells nobody any more. What is saved stays. */
  dispose(): void;
}

/** Nobody handles this rejection on purpose: every platform reports it where the app's own errors are reported. */
function surface(error: unknown): void {
  void Promise.reject(error instanceof Error ? error : new Error(String(error)));
}

const LONGEST_TIMER_MS = 2_147_483_647;

export function createProvisioner(options: ProvisionerOptions): Provisioner {
  const { ports, onListenerError = surface } = options;
  const vault = createVault();
  const snapshots = createSnapshots(ports.secrets.level);
  const listeners = new Set<() => void>();
  const waiting = new Set<() => void>();
  const queue: Happening[] = [];
  let disposed = false;
  let busy = false;
  let cancelTimer = (): void => undefined;
  let timerAt: number | undefined;

  const settings = settingsOf(options);
  const [start, firstCommands] = initial(settings);
  let state: State = start;
  let snapshot: Snapshot = snapshots(state);

  /** One event at a time; what happens meanwhile waits its turn. */
  const tell = (happening: Happening): void => {
    if (disposed) return;
    queue.push(happening);
    if (busy) return;
    busy = true;
    const before = state;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [after, commands] = step(state, { ...next, at: ports.host.now() });
      state = after;
      commands.forEach(interpret);
    }
    busy = false;
    if (state !== before) changed();
  };

  const interpret: (command: Command) => void = createInterpreter({
    ports,
    instance: options.instance ?? 'default',
    settings,
    vault,
    tell: (happening) => {
      tell(happening);
    },
  });

  const changed = (): void => {
    snapshot = snapshots(state);
    wake();
    if (state.tag === 'ready' || state.tag === 'empty') vault.retain(referencesIn(state));
    for (const check of [...waiting]) check();
    for (const listener of [...listeners]) {
      try {
        listener();
      } catch (error) {
        onListenerError(error);
      }
    }
  };

  /** One timer, for the next deadline of the machine. */
  const wake = (): void => {
    const at = deadline(state);
    if (at === timerAt) return;
    cancelTimer();
    timerAt = at;
    if (at === undefined) return;
    const delay = Math.min(LONGEST_TIMER_MS, Math.max(0, at - ports.host.now()));
    cancelTimer = ports.host.timer(delay, () => {
      timerAt = undefined;
      tell({ type: 'clock.reached' });
      wake();
    });
  };

  /** Settles as soon as `look` sees an answer in the state. */
  const when = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const check = (): void => {
        const seen = look();
        if (seen === undefined) return;
        waiting.delete(check);
        resolve(seen);
      };
      waiting.add(check);
      check();
    });

  const finished = (run: number): Promise<RunResult> =>
    when(() => {
      if (runUnderWay(state) === run || waitingRun(state) === run) return undefined;
      const { ended } = state;
      if (ended?.run !== run) return { ok: false, problem: problem('run.replaced') };
      if (ended.problem !== undefined) return { ok: false, problem: ended.problem };
      return snapshot.profile === undefined ? { ok: false, problem: problem('run.replaced') } : { ok: true, profile: snapshot.profile };
    });

  const unlisten = ports.host.listen((signal) => {
    if (signal !== 'offline' && signal !== 'back') tell({ type: 'clock.reached' }); // R7: a device that slept looks at its clock
  });
  firstCommands.forEach(interpret);

  return {
    restored: () => when(() => (state.tag === 'starting' ? undefined : snapshot)),
    async provision(input) {
      const cloudId = typeof input.cloudId === 'string' ? parseCloudId(input.cloudId) : ({ ok: true, value: input.cloudId } as const);
      if (!cloudId.ok) return cloudId;
      const password: Leaf | undefined = input.password === undefined || input.password === '' ? input.password : { secret: vault.keep(input.password) };
      const parameters: Parameters<Leaf> = {
        cloudId: cloudId.value,
        ...(input.username === undefined ? {} : { username: input.username }),
        ...(password === undefined ? {} : { password }),
        ...(input.oneTime === undefined ? {} : { oneTime: input.oneTime }),
      };
      tell({ type: 'provision.requested', parameters });
      return finished(newestRun(state));
    },
    async retry() {
      const before = newestRun(state);
      const unsaved = state.tag === 'unsaved';
      tell({ type: 'retry.requested' });
      const run = newestRun(state);
      return run === before && !unsaved ? { ok: false, problem: problem('run.busy', { cause: 'nothing to try again' }) } : finished(run);
    },
    cancel: () => {
      tell({ type: 'cancel.requested' });
    },
    async signOut() {
      tell({ type: 'sign-out.requested' });
      return when(() => {
        if (state.tag === 'empty') return { ok: true } as const;
        if (state.tag === 'ready') return { ok: false, problem: state.failure?.problem ?? problem('run.busy', { cause: 'signed in again' }) } as const;
        return undefined;
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    explain: (path) => explain(inUse(state)?.profile?.layers ?? emptyLayers(), path),
    reveal(path) {
      const value = snapshot.profile === undefined ? undefined : valueAt(snapshot.profile, path);
      if (value === undefined || typeof value === 'string') return value;
      return isSecret(value) ? vault.reveal(value) : undefined;
    },
    dispose() {
      tell({ type: 'cancel.requested' });
      disposed = true;
      cancelTimer();
      unlisten();
      listeners.clear();
    },
  };
}

function settingsOf({ app, portal, ports, allowInsecure, overlap, limits }: ProvisionerOptions): Settings {
  return {
    app: { name: app.name, version: app.version, build: app.build ?? '', id: app.id ?? app.name },
    device: ports.host.facts,
    portal,
    insecure: allowInsecure ?? 'never',
    overlap: overlap ?? false,
    requestMs: limits?.requestMs ?? REQUEST_MS,
    runMs: limits?.runMs ?? RUN_MS,
  };
}

/** The run whose end is awaited now. */
function runUnderWay(state: State): number | undefined {
  return state.tag === 'running' || state.tag === 'saving' ? state.run.id : undefined;
}

function waitingRun(state: State): number | undefined {
  return state.after?.wish === 'provision' ? state.after.run : undefined;
}

function newestRun(state: State): number {
  return waitingRun(state) ?? runUnderWay(state) ?? state.ended?.run ?? 0;
}
