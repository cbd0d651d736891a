import { defined } from '../document/defined.js';
import type { Leaf } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import { ALL_WAITING } from './progress.js';
import { mayBeReadable, readAgain } from './read-again.js';
import { always, inUse, resting } from './resting.js';
import { sendAll } from './send.js';
import type { Resting, Running } from './state.js';
import type { Transition } from './transition.js';

/** Starts a first run (F2): 1 and 2 at the same moment, with nothing but the cloud ID. */
export function begin(from: Resting, parameters: Parameters<Leaf>, at: number, id: number, returns?: number): Transition {
  const base = { ...always(from), nextId: Math.max(from.nextId, id + 1) };
  const before = inUse(from);
  const { blocked } = base;
  if (mayBeReadable(base)) return readAgain(base, { before, after: { wish: 'provision', run: id, parameters } });
  if (blocked !== undefined) {
    const ended = { run: id, problem: blocked, steps: ALL_WAITING, progress: 0 };
    return [resting({ ...base, ended }, before, { problem: blocked, at, parameters }), []]; // S5
  }
  const start: Running = defined({
    ...base,
    tag: 'running',
    run: defined({
      id,
      parameters,
      startedAt: at,
      returns,
      limitAt: at + from.settings.runMs,
      steps: ALL_WAITING,
      progress: 0,
      collected: {},
      warnings: [],
    }),
    before,
  });
  return sendAll(start, ['provisioning', 'theme'], at);
}
