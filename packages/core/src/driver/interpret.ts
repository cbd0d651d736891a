import type { Command } from '../machine/command.js';
import type { Carriers, RunCommand } from './carriers.js';
import { createSaving } from './saving.js';
import type { World } from './world.js';

/** Carries out commands. Holds no policy: what to do was decided in the core, what came of it is told as an event. */
export function createInterpreter(world: World, run: (command: RunCommand) => void): (command: Command) => void {
  const carriers: Carriers<Command['type']> = { 'http.send': run, 'http.abort': run, 'document.read': run, 'account.fill': run, ...createSaving(world) };
  return (command) => {
    carriers[command.type](command as never); // the table pairs each type with its command
  };
}
