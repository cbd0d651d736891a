import type { Ports, StoreFailure } from '@firstring/core/driver';
import type { Side } from '../portal/exchange.js';
import type { MockHolder } from './mock-holder.js';
import type { VirtualClock } from './virtual-clock.js';
import type { VirtualWork } from './virtual-work.js';
import type { Capabilities } from './world.js';

/** What a virtual world gives to its devices. */
export interface VirtualSurroundings {
  readonly clock: VirtualClock;
  readonly work: VirtualWork;
  readonly server: MockHolder;
  /** From 0 to 1, the same for the same seed. */
  readonly random: () => number;
  readonly portalUrl: string;
  /** Which server stands at which origin; any other name does not resolve. */
  readonly origins: readonly (readonly [origin: string, side: Side])[];
  /** Origins whose certificate no device trusts. */
  readonly untrusted: readonly string[];
  /** From `send` to the arrival at the server, in ms. */
  readonly connectMs: number;
}

/** One start of an app on a virtual device. */
export interface VirtualApp {
  readonly ports: Ports;
  readonly setOnline: (online: boolean) => void;
}

/**
 * What virtual devices are made of. The default one has ideal ports; an adapter puts its own ports on imitations of what its
 * platform offers, to be tried in virtual time.
 */
export interface VirtualPlatform<Hardware> {
  /** What these devices can do, in place of what the default ones can. */
  readonly capabilities: Capabilities;
  /** What of a device outlives its app: storage, keystore. */
  readonly makeHardware: () => Hardware;
  /** Starts the app: once `alive()` is false, nothing that it has under way may reach the hardware. */
  readonly start: (around: VirtualSurroundings, own: Hardware, online: boolean, alive: () => boolean) => VirtualApp;
  /** The app has ended: what lives no longer than it goes too. */
  readonly appEnded: (own: Hardware) => void;
  /** Everything in the ordinary storage as text, in a stable order. */
  readonly dump: (own: Hardware) => string;
  /** The next `times` commits fail so. */
  readonly failCommits: (own: Hardware, reason: StoreFailure['reason'], times: number) => void;
  /** Nothing in the storage can be read or written while it is broken. */
  readonly setBroken: (own: Hardware, broken: boolean) => void;
}
