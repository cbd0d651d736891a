import { problem } from '../document/problem.js';
import type { Carriers, RunCommand } from './carriers.js';
import { loadedRunCode, loadRunCode, type RunCode } from './load-run-code.js';
import type { XmlPort } from './ports.js';
import type { World } from './world.js';

/** Carries out what only a run asks for, by code that is loaded when it is first needed. */
export interface RunningHalf {
  readonly carry: (command: RunCommand) => void;
  /** `undefined` until it is there. */
  readonly code: () => RunCode | undefined;
  /** Settles when the code is there, or for now cannot be loaded. Never rejects: what failed is tried again when it is needed. */
  readonly load: () => Promise<void>;
}

export function createRunningHalf(world: World): RunningHalf {
  const { xml } = world.ports;
  const waiting: RunCommand[] = [];
  let code: RunCode | undefined;
  let carriers: Carriers<RunCommand['type']> | undefined;
  let loading: Promise<void> | undefined;
  let carrying = false;

  const use = (loaded: RunCode, reader: XmlPort): void => {
    code = loaded;
    carriers = loaded.createFetching(world, reader);
  };

  /** In the order in which they were asked for: an abort never comes before what it aborts. */
  const carryOn = (): void => {
    if (carriers === undefined || carrying) return;
    carrying = true;
    try {
      for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) carriers[command.type](command as never); // the table pairs each type with its command
    } finally {
      carrying = false;
    }
  };

  const loadAll = async (): Promise<void> => {
    try {
      use(...(await Promise.all([loadRunCode(), typeof xml === 'function' ? xml() : xml])));
    } catch {
      // Nothing was sent, so nothing is spent. A device without a network hears what it would hear with all the code.
      const why = problem(world.ports.host.online() === false ? 'network.offline' : 'app.incomplete');
      for (const { type, id } of waiting.splice(0)) {
        if (type === 'http.send') world.tell({ type: 'http.refused', id, problem: why });
      }
    }
    if (carriers === undefined) loading = undefined;
    carryOn();
    world.tell({ type: 'clock.reached' }); // what was due meanwhile
  };

  /** Whoever asks while it is being loaded waits for the same. */
  const load = (): Promise<void> => (loading ??= carriers === undefined ? loadAll() : Promise.resolve());

  const loaded = loadedRunCode();
  if (loaded !== undefined && typeof xml !== 'function') use(loaded, xml);

  return {
    carry(command) {
      waiting.push(command);
      if (carriers === undefined) void load();
      else carryOn();
    },
    code: () => code,
    load,
  };
}
