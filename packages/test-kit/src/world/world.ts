import type { InsecurePolicy } from '@firstring/core';
import type { LoggedRequest, MockState } from '../portal/mock-state.js';
import type { Ports, Provisioner, TrialOptions } from '@firstring/core/driver';

/**
 * Everything a scenario touches: servers, devices and time. One world lives in memory with a clock of its own, another
 * stands on real sockets, files and an adapter; a scenario cannot tell which, but for the capabilities.
 */
export interface World {
  /** Base URL for `createProvisioner`. */
  readonly portalUrl: string;
  /** Where sample providers live: scheme, host and port. */
  readonly providerUrl: string;
  /** The same provider over plain http at a host beyond loopback; needs `http.plain-host` (W9). */
  readonly plainProviderUrl?: string;
  /** The same servers over https, wherever the two URLs above lead; needs `http.https`. */
  readonly secure?: ServerUrls;
  /** The same servers again, with a certificate that no device trusts; needs `faults.tls` (O3). */
  readonly untrusted?: UntrustedServers;
  readonly server: MockServer;
  readonly capabilities: Capabilities;
  createDevice(options?: DeviceOptions): Device;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Lets time pass. */
  advance(ms: number): Promise<void>;
  /** Lets everything under way come to its end: no request open, nothing being stored. */
  settle(): Promise<void>;
  /** Lets time pass until this holds; fails the case, saying `what`, when it never does. */
  when(condition: () => boolean, what: string): Promise<void>;
  /** Lets time pass until this promise settles. */
  until<T>(promise: Promise<T>): Promise<T>;
  /** Everything that is readable outside of the app by now: storage of every device, what was printed, traces. No secret may be in it (S4). */
  kept(): Promise<readonly Kept[]>;
  /** Ends servers and devices. Nothing is left behind. */
  close(): Promise<void>;
}

export interface Kept {
  /** Such as `the console`; begins a sentence's subject. */
  readonly where: string;
  readonly text: string;
}

/** Where portal and provider are reached: scheme, host and port of each. */
export interface ServerUrls {
  readonly portalUrl: string;
  readonly providerUrl: string;
}

export interface UntrustedServers extends ServerUrls {
  /** How many bytes of requests came through TLS so far, whole requests or not. */
  heard(): number;
}

/** Addresses of servers that stand elsewhere, as parts of a world. */
export interface WorldUrls extends ServerUrls {
  readonly plainProviderUrl?: string;
  readonly secure?: ServerUrls;
  readonly untrusted?: ServerUrls;
}

/** The same with a look at what the untrusted servers hear. */
export function withHeard(
  urls: WorldUrls,
  heard: () => number,
): Pick<World, 'portalUrl' | 'providerUrl' | 'plainProviderUrl' | 'secure' | 'untrusted'> {
  const { untrusted, ...others } = urls;
  return untrusted === undefined ? others : { ...others, untrusted: { ...untrusted, heard } };
}

/**
 * What a world can do: `true`, or a word such as `controlled` for `http.redirects`. What is absent it cannot. The README lists
 * all of them.
 */
export interface Capabilities {
  readonly [name: string]: boolean | string;
}

/** The portal and the provider of a world. */
export interface MockServer {
  state(): MockState;
  /** Puts a new state in place; settles when the servers follow it (`refusing`). */
  change(change: (state: MockState) => MockState): Promise<void>;
  /** What arrived since the last `clear`, in order. */
  requests(): readonly LoggedRequest[];
  clear(): void;
}

export interface DeviceOptions {
  /** Another device whose storage and keystore this one uses: a second window or process. */
  readonly sharing?: Device;
  /** Base URL for `createProvisioner` in place of the world's own. */
  readonly portal?: string;
  readonly app?: { readonly name: string; readonly version: string; readonly build?: string; readonly id?: string };
  readonly instance?: string;
  /** Default `loopback`. */
  readonly allowInsecure?: InsecurePolicy;
  readonly overlap?: boolean;
  /** What changes more than lightly is on trial (R10). Default: no trials. */
  readonly trial?: TrialOptions;
  readonly limits?: { readonly requestMs?: number; readonly runMs?: number; readonly retryMs?: number };
}

/** A phone, a desktop or a tab with the SDK on it. */
export interface Device {
  /** The running provisioner; another one after `restart`. */
  readonly provisioner: Provisioner;
  /** What it stands on, for the contracts of ports; others after `restart`. */
  readonly ports: Ports;
  /** Ends the app and starts it again on the same storage. */
  restart(): Promise<void>;
  /** Everything in the ordinary storage as text, in a stable order: equal dumps are equal stores. */
  storageDump(): Promise<string>;
  /** The next `times` commits fail so; needs `faults.storage`. */
  readonly failCommits?: (reason: 'full' | 'denied' | 'locked' | 'failed', times: number) => void;
  /** Nothing in the storage can be read or written until `mendStorage`, what is in it stays; needs `faults.storage-broken`. */
  readonly breakStorage?: () => Promise<void>;
  readonly mendStorage?: () => Promise<void>;
  /** What the platform says of the network; needs `host.online-switch`. */
  readonly setOnline?: (online: boolean) => Promise<void>;
  /** Kills the app with what it has under way: nothing after this moment is written; needs `faults.crash`. */
  readonly crash?: () => void;
}
