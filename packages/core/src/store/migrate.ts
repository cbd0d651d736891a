import { DOCUMENTS } from '../document/tree.js';
import type { Layers } from '../merge/layer.js';
import { DAY_MS, isSwitchedOff } from '../policy/due.js';
import type { Generation, SavedProfile, Schedule } from './generation.js';

/** Format 1 (S5): what was saved before anything was asked for again. */
interface FirstGeneration extends Omit<Generation, 'profile'> {
  readonly profile?: Omit<SavedProfile, 'schedule'>;
}


/** Brings what an older version saved to the present format, one step after the other (S5). What is not an older format comes back as it is. */
export function migrate(format: number, generation: unknown): unknown {
  return format === 1 ? withSchedule(generation as FirstGeneration) : generation;
}

/** Everything is due at once, and the first refresh finds out what is due when; unless the portal switched it off (R3). */
function withSchedule({ profile, ...generation }: FirstGeneration): Generation {
  if (profile === undefined) return generation;
  const automatic = !isOff(profile.layers);
  const due = automatic ? DOCUMENTS.map((document) => ({ document, at: generation.savedAt, every: DAY_MS })) : [];
  const schedule: Schedule = { automatic, due };
  return { ...generation, profile: { ...profile, schedule } };
}

function isOff({ portal }: Layers): boolean {
  const value = portal.prefKeys.find(({ name }) => name === 'reprovisioningEnabled')?.value;
  return typeof value === 'string' && isSwitchedOff(value);
}
