import type { MachineEvent } from '../machine/event.js';
import type { Settings } from '../machine/settings.js';
import type { Ports } from './ports.js';
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
