import type { Leaf } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import { ALL_WAITING } from './progress.js';
import { always, inUse, resting } from './resting.js';
import { send } from './send.js';
import type { Resting, Running, Starting } from './state.js';
import type { Transition } from './transition.js';

/** Starts a first run (F2): 1 and 2 at the same moment, with nothing but the cloud ID. */
export function begin(from: Resting, parameters: Parameters<Leaf>, at: number, id: number): Transition {
  const { blocked } = from;
  const before = inUse(from);
  if (blocked !== undefined && blocked.code !== 'storage.newer-format') {
    const { blocked: _again, ...base } = always(from);
    const waiting: Starting = { ...base, tag: 'starting', nextId: Math.max(from.nextId, id + 1), after: { wish: 'provision', run: id, parameters }, ...(before === undefined ? {} : { restored: before }) };
    return [waiting, [{ type: 'store.load' }]]; // the store may be readable by now
  }
  if (blocked !== undefined) {
    const ended = { ...always(from), nextId: Math.max(from.nextId, id + 1), ended: { run: id, problem: blocked, steps: ALL_WAITING, progress: 0 } };
    return [resting(ended, before, { problem: blocked, at, parameters }), []]; // S5
  }
  const start: Running = {
    ...always(from),
    tag: 'running',
    nextId: Math.max(from.nextId, id + 1),
    run: {
      id,
      parameters,
      startedAt: at,
      limitAt: at + from.settings.runMs,
      steps: ALL_WAITING,
      progress: 0,
      collected: {},
      warnings: [],
    },
    ...(before === undefined ? {} : { before }),
  };
  const { cloudId } = parameters;
  const [first, one] = send(start, { to: 'portal', document: 'provisioning', cloudId }, at);
  const [second, two] = send(first, { to: 'portal', document: 'theme', cloudId }, at);
  return [second, [one, two]];
}
