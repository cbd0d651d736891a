import type { Command } from '../machine/command.js';
import { createFetching } from './fetching.js';
import { createSaving } from './saving.js';
import type { World } from './world.js';

/** Carries out commands. Holds no policy: what to do was decided in the core, what came of it is told as an event. */
export function createInterpreter(world: World): (command: Command) => void {
  const fetching = createFetching(world);
  const saving = createSaving(world);
  return (command) => {
    switch (command.type) {
      case 'http.send':
        return fetching.send(command);
      case 'http.abort':
        return fetching.abort(command);
      case 'document.read':
        return fetching.read(command);
      case 'account.fill':
        return fetching.fill(command);
      case 'store.load':
        return saving.load();
      case 'secrets.open':
        return saving.open(command);
      case 'store.commit':
        return saving.commit(command);
      case 'store.forget':
        return saving.forget();
    }
  };
}
