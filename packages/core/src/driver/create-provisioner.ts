import { parseCloudId } from '../input/cloud-id.js';
import { defined } from '../document/defined.js';
import { refuse } from '../document/problem.js';
import { isSecret, type Leaf } from '../document/tree.js';
import type { Command } from '../machine/command.js';
import { initial } from '../machine/initial.js';
import { inUse } from '../machine/resting.js';
import type { State } from '../machine/state.js';
import { stepWith } from '../machine/step-with.js';
import { canEdit } from '../merge/can-edit.js';
import { explainLeaf } from '../merge/explain-leaf.js';
import { emptyLayers } from '../merge/layer.js';
import { valueAt } from '../merge/path.js';
import type { Driver } from './asking.js';
import { createAlarm } from './alarm.js';
import { createInterpreter } from './interpret.js';
import type { RunCode } from './load-run-code.js';
import { createRunningHalf } from './running-half.js';
import type { EditResult, EditValue, Provisioner, ProvisionerOptions, RunResult, SignOutResult } from './provisioner.js';
import { settingsOf } from './settings-of.js';
import { createSnapshots, type Snapshot } from './snapshot.js';
import { createVault, referencesIn } from './vault.js';
import type { Happening, World } from './world.js';

/** Nobody handles this rejection on purpose: every platform reports it where the app's own errors are reported. */
function surface(error: unknown): void {
  void Promise.reject(error instanceof Error ? error : new Error(String(error)));
}

function guarded(call: () => void, otherwise: (error: unknown) => void): void {
  try {
    call();
  } catch (error) {
    otherwise(error);
  }
}

/** Enough that ids of two processes never meet. */
const SECRET_ID_BYTES = 8;

export function createProvisioner(options: ProvisionerOptions): Provisioner {
  const { ports, recorder, onListenerError = surface } = options;
  const vault = createVault(() => `s${ports.host.entropy(SECRET_ID_BYTES)}`);
  const snapshots = createSnapshots(ports.secrets.level);
  const listeners = new Set<() => void>();
  const waiting = new Set<() => void>();
  const holds = new Set<object>();
  const queue: Happening[] = [];
  let disposed = false;
  let busy = false;

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
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const event = { ...next, at: ports.host.now() };
        const [after, commands] = step(state, event);
        recorder?.record({ before: state, event, after, commands, early: runs.code() === undefined });
        const moved = after.tag !== state.tag;
        if (after !== state) snapshot = snapshots(after);
        state = after;
        if (moved) vault.retain(referencesIn(state)); // nothing is remembered that nothing refers to any more (S3)
        if ((moved && state.tag !== 'starting') || 'unopened' in state) void runs.load(); // ahead of the first submit, and never before the saved profile
        commands.forEach(interpret);
        for (const check of [...waiting]) check(); // one event later the answer may be gone
      }
    } finally {
      busy = false; // a port that throws fails its caller, not everybody after it
    }
    if (state !== before) changed();
  };

  const world: World = { ports, instance: options.instance ?? 'default', settings, vault, tell };
  const runs = createRunningHalf(world);
  const interpret: (command: Command) => void = createInterpreter(world, runs.carry);
  const step = stepWith(() => runs.code()?.ALL_RUN_RULES);
  const alarm = createAlarm(ports.host, () => state, () => {
    tell({ type: 'clock.reached' });
  });

  const changed = (): void => {
    alarm.set();
    for (const listener of [...listeners]) guarded(listener, (error) => guarded(() => onListenerError(error), surface));
  };

  /** Settles as soon as `look` sees an answer in the state, and at the latest when everything is disposed of. */
  const when = <T>(look: () => T | undefined, otherwise: () => T): Promise<T> =>
    new Promise((resolve) => {
      const check = (): void => {
        const seen = disposed ? otherwise() : look();
        if (seen === undefined) return;
        waiting.delete(check);
        resolve(seen);
      };
      waiting.add(check);
      check();
    });

  const stopped = (): ReturnType<typeof refuse> => refuse('run.cancelled');

  const finished = (run: number): Promise<RunResult> =>
    when<RunResult>(() => {
      if (runUnderWay(state) === run || waitingRun(state) === run) return undefined;
      const { ended } = state;
      if (ended?.run !== run) return refuse('run.replaced');
      if (ended.problem !== undefined) return { ok: false, problem: ended.problem };
      return snapshot.profile === undefined ? refuse('run.replaced') : { ok: true, profile: snapshot.profile };
    }, stopped);

  const driver: Driver = { keep: vault.keep, tell, state: () => state, profile: () => snapshot.profile, when: <T>(look: () => T | undefined) => when<T | ReturnType<typeof refuse>>(look, stopped) };

  /** Asked with code that is loaded by then; why not, where it cannot be. */
  const later = async <T>(ask: (code: RunCode) => Promise<T>): Promise<T | ReturnType<typeof refuse>> => {
    await runs.load();
    const code = runs.code();
    return code === undefined ? refuse('app.incomplete') : ask(code);
  };

  const edit = (path: string, value?: EditValue): Promise<EditResult> => later((code) => code.askEdit(driver, path, value));

  const unlisten = ports.host.listen((signal) => {
    tell({ type: 'host.signalled', signal }); // R10
    if (signal === 'online') tell({ type: 'network.returned' }); // F11
    else if (signal !== 'offline' && signal !== 'back') tell({ type: 'clock.reached' }); // R7: a device that slept looks at its clock
  });
  firstCommands.forEach(interpret);

  return {
    restored: () => when(() => (state.tag === 'starting' ? undefined : snapshot), () => snapshot),
    async provision(input) {
      const cloudId = typeof input.cloudId === 'string' ? parseCloudId(input.cloudId) : ({ ok: true, value: input.cloudId } as const);
      if (!cloudId.ok) return cloudId;
      const password: Leaf | undefined = input.password === undefined || input.password === '' ? input.password : { secret: vault.keep(input.password) };
      tell({ type: 'provision.requested', parameters: defined({ cloudId: cloudId.value, username: input.username, password, oneTime: input.oneTime }) });
      return finished(newestRun(state));
    },
    async retry() {
      const before = newestRun(state);
      const unsaved = state.tag === 'unsaved';
      tell({ type: 'retry.requested' });
      const run = newestRun(state);
      return run === before && !unsaved ? refuse('run.busy', { cause: 'nothing to try again' }) : finished(run);
    },
    async refresh(input = {}) {
      await when(() => (state.tag === 'starting' ? undefined : true), () => true);
      return later((code) => code.askRefresh(driver, input));
    },
    edit,
    revert: (path) => edit(path),
    canEdit(path) {
      const layers = inUse(state)?.profile?.layers;
      return layers === undefined ? { allowed: false, reason: 'unknown', why: 'nobody is signed in' } : canEdit(layers, path);
    },
    hold() {
      const mine = {};
      const hold = (change: 'add' | 'delete'): void => {
        holds[change](mine);
        tell({ type: 'hold.changed', held: holds.size > 0 });
      };
      hold('add');
      return () => {
        hold('delete');
      };
    },
    cancel: () => {
      tell({ type: 'cancel.requested' });
    },
    confirm: () => {
      tell({ type: 'trial.judged', works: true });
    },
    reject: () => {
      tell({ type: 'trial.judged', works: false });
    },
    async signOut() {
      tell({ type: 'sign-out.requested' });
      return when<SignOutResult>(() => {
        if (state.tag === 'starting' || state.tag === 'signing-out' || state.after?.wish === 'sign-out') return undefined;
        const why = 'failure' in state ? state.failure?.problem : undefined;
        if (why !== undefined) return { ok: false, problem: why }; // something could not be removed
        return inUse(state)?.profile === undefined ? { ok: true } : refuse('run.busy', { cause: 'signed in again' });
      }, stopped);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    explain(path) {
      const layers = inUse(state)?.profile?.layers ?? emptyLayers();
      return explainLeaf(layers, path) ?? { found: false, path, suggestions: runs.code()?.suggest(layers, path) ?? [] };
    },
    reveal(path) {
      const value = snapshot.profile === undefined ? undefined : valueAt(snapshot.profile, path);
      if (value === undefined || typeof value === 'string') return value;
      return isSecret(value) ? vault.reveal(value) : undefined;
    },
    dispose() {
      tell({ type: 'cancel.requested' });
      tell({ type: 'host.signalled', signal: 'back' }); // an orderly end is no crash (R10)
      disposed = true;
      alarm.cancel();
      unlisten();
      listeners.clear();
      for (const check of [...waiting]) check();
      vault.retain(new Set());
    },
  };
}

/** The run whose end is awaited now. */
function runUnderWay(state: State): number | undefined {
  return (state.tag === 'running' || state.tag === 'saving') && state.run.refresh === undefined ? state.run.id : undefined;
}

function waitingRun(state: State): number | undefined {
  return state.after?.wish === 'provision' ? state.after.run : undefined;
}

function newestRun(state: State): number {
  return waitingRun(state) ?? runUnderWay(state) ?? state.ended?.run ?? 0;
}
