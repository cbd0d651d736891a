import type { Command } from '../machine/command.js';
import { createFetching } from './fetching.js';
import { createSaving } from './saving.js';
import type { World } from './world.js';

/** What carries out the commands of these types. */
export type Carriers<Type extends Command['type']> = { readonly [Each in Type]: (command: Extract<Command, { readonly type: Each }>) => void };

/** Carries out commands. Holds no policy: what to do was decided in the core, what came of it is told as an event. */
export function createInterpreter(world: World): (command: Command) => void {
  const carriers: Carriers<Command['type']> = { ...createFetching(world), ...createSaving(world) };
  return (command) => {
    carriers[command.type](command as never); // the table pairs each type with its command
  };
}
