import { defined } from '../../src/document/defined.js';
import type { MachineEvent } from '../../src/machine/event.js';
import { inUse } from '../../src/machine/resting.js';
import type { State } from '../../src/machine/state.js';
import type { Instance, StartSeen, World } from './world.js';

/** What became of this start of the app (R10), as somebody saw who looks at the app and not at what the reducer counts. */
export function startSeen({ state: from, witness: { start: was = {} } }: Instance, event: MachineEvent, to: State): StartSeen | undefined {
  const { trial } = to.settings;
  if (trial === undefined) return undefined;
  const signal = event.type === 'host.signalled' ? event.signal : undefined;
  const hidden = signal === 'back' || (signal !== 'front' && was.hidden === true) ? true : undefined;
  const refused = from.tag === 'starting' && from.verdict !== undefined && event.type === 'store.refused';
  const unsaved = refused || (was.unsaved === true && event.type !== 'store.committed') ? true : undefined;
  const of = inUse(to)?.profile?.trial?.of;
  if (of === undefined) return defined({ hidden, unsaved });
  const known = of === was.of ? was : {};
  const works = (event.type === 'trial.judged' ? event.works : known.works) === true || undefined;
  const isHandedOut = to.tag !== 'starting' || to.live === true;
  const begins = trial.alone && hidden === undefined ? 'open' : 'closed';
  return defined({ hidden, unsaved, of, fate: fateAfter(known, event, to) ?? (isHandedOut ? begins : undefined), works });
}

function fateAfter({ fate }: StartSeen, event: MachineEvent, { settings, watch }: State): StartSeen['fate'] {
  if (fate === 'counted' || watch?.counted === true) return 'counted';
  if (event.type === 'trial.judged') return event.works ? 'closed' : 'counted';
  if (event.type !== 'host.signalled') return fate;
  if (event.signal === 'back') return 'closed';
  return event.signal === 'front' && settings.trial?.alone === true && watch?.judged !== true ? 'open' : fate;
}

/** A start that the app rejected, or that was open when it was killed. */
export function withFailedStart(world: World, was: StartSeen | undefined, now: StartSeen | 'killed' | undefined): World {
  const { of } = was ?? {};
  const counts = now === 'killed' ? was?.fate === 'open' : now?.fate === 'counted' && was?.fate !== 'counted' && now.of === of;
  if (of === undefined || !counts) return world;
  const { failed } = world.store;
  return { ...world, store: { ...world.store, failed: { of, starts: failed?.of === of ? failed.starts + 1 : 1 } } };
}
