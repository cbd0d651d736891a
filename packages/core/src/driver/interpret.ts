import type { MachineEvent } from '../machine/event.js';
import type { Command } from '../machine/command.js';
import type { Settings } from '../machine/settings.js';
import { createFetching } from './fetching.js';
import type { Ports } from './ports.js';
import { createSaving } from './saving.js';
import type { Vault } from './vault.js';

/** An event before the driver says when it happened. */
export type Happening = MachineEvent extends infer Event ? (Event extends MachineEvent ? Omit<Event, 'at'> : never) : never;

export interface World {
  readonly ports: Ports;
  /** Which of several provisioned identities of one app this is (F10). */
  readonly instance: string;
  readonly settings: Settings;
  readonly vault: Vault;
  readonly tell: (happening: Happening) => void;
}

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
