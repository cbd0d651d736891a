// Generated from the build: `pnpm api:write`. A change here is a change of what users see.
// uses Asked of @firstring/core
// uses CloudId of @firstring/core
// uses InsecurePolicy of @firstring/core
// uses LookupFunction of node:net
// uses Pairs of @firstring/core
// uses Ports of @firstring/core/driver
// uses Provisioner of @firstring/core/driver
// uses TrialOptions of @firstring/core/driver

export interface PageOptions {
    /** A program for the page, one classic script: it calls `offerCases`. */
    readonly script: string;
    /** As for `createSocketWorld`. */
    readonly tls?: SocketWorldTls;
}

export interface PortOptions {
    /** A folder of this device alone; what is in it is what `storageDump` shows. */
    readonly stateDir: string;
    /** A folder for keys, apart from it, as a platform's keystore is. */
    readonly keyDir: string;
    /** Resolves host names instead of the system: all but the world's own do not exist. */
    readonly lookup: LookupFunction;
    /** The certificate authority to trust, in PEM, where the world has one. */
    readonly ca?: string;
}

export interface ServedMock {
    /** `http://127.0.0.1:<port>`, or `https:` with an identity; the same after `refuse(false)`. */
    readonly url: string;
    /** How many bytes of requests came through TLS, whole requests or not; 0 without TLS. */
    heard(): number;
    /** Closes the port, so that the next connections are refused, or opens it again. */
    refuse(refuse: boolean): Promise<void>;
    close(): Promise<void>;
}

export interface ServedPage {
    /** `http://127.0.0.1:<port>/`: another origin than every portal and provider of its worlds. */
    readonly url: string;
    readonly close: () => Promise<void>;
}

/** Private key and certificate of a server, in PEM. */
export interface ServerIdentity {
    readonly key: string;
    readonly cert: string;
}

export interface SocketWorldOptions {
    /** What the adapter can do beyond what every world on sockets can. */
    readonly capabilities?: Capabilities;
    /** Serves portal and provider over https too: `http.https`, and `faults.tls` with `untrusted`. Default: http alone. */
    readonly tls?: SocketWorldTls;
    /** How long `when`, `until` and `settle` wait, in ms. Default 10,000. */
    readonly patienceMs?: number;
}

/** Certificates for servers at 127.0.0.1. */
export interface SocketWorldTls extends ServerIdentity {
    /** The authority that signed `cert`, in PEM; `makePorts` gets it. */
    readonly ca: string;
    /** A certificate that neither this authority nor any other has signed. */
    readonly untrusted?: ServerIdentity;
}

/** A world of real sockets, files and time around an adapter that is handed in. */
export function createSocketWorld(makePorts: (options: PortOptions) => Ports, options?: SocketWorldOptions): Promise<World>;

/** Binds one side of the mock to a port of 127.0.0.1, faults included. With an identity it speaks https. */
export function serveMock(holder: MockHolder, side: Side, identity?: ServerIdentity): Promise<ServedMock>;

/**
 * A page for `createPageWorld`, and what it needs of Node: real servers for each world, and a way to look at them and to plan
 * their answers. For tests on this machine only.
 */
export function servePage({ script, tls }: PageOptions): Promise<ServedPage>;

// Not exported, but part of the above:

/** Replaces the ordinary answer for a document, or a part of it. */
interface Behaviour {
    readonly status?: number;
    /** Replace the ordinary headers altogether, but for those of P5. */
    readonly headers?: Pairs<string>;
    /** `false`: without the headers of P5, so that a browser hides the answer from the page. Default `true`. */
    readonly forWebApps?: boolean;
    /** Bytes go out as they are, so a body may be damaged or compressed. */
    readonly body?: string | Uint8Array;
    readonly transport?: Transport;
}

/** For each document what happens to its next requests: one entry each, the last one for ever. `{}` is the ordinary answer. */
type Behaviours = {
    readonly [document in Asked]?: readonly Behaviour[];
};

/**
 * What a world can do: `true`, or a word such as `controlled` for `http.redirects`. What is absent it cannot. The README lists
 * all of them.
 */
interface Capabilities {
    readonly [name: string]: boolean | string;
}

/** A phone, a desktop or a tab with the SDK on it. */
interface Device {
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

interface DeviceOptions {
    /** Another device whose storage and keystore this one uses: a second window or process. */
    readonly sharing?: Device;
    /** Base URL for `createProvisioner` in place of the world's own. */
    readonly portal?: string;
    readonly app?: {
        readonly name: string;
        readonly version: string;
        readonly build?: string;
        readonly id?: string;
    };
    readonly instance?: string;
    /** Default `loopback`. */
    readonly allowInsecure?: InsecurePolicy;
    readonly overlap?: boolean;
    /** What changes more than lightly is on trial (R10). Default: no trials. */
    readonly trial?: TrialOptions;
    readonly limits?: {
        readonly requestMs?: number;
        readonly runMs?: number;
        readonly retryMs?: number;
    };
}

interface Kept {
    /** Such as `the console`; begins a sentence's subject. */
    readonly where: string;
    readonly text: string;
}

/** One request and how it ended. Arrivals and ends are numbered together, so their order is certain on every clock. */
interface LoggedRequest extends MockRequest {
    readonly sequence: number;
    /** Absent for what asks for none of the four. */
    readonly document?: Asked;
    readonly end?: RequestEnd;
}

/** An answer, and how it travels. */
interface MockAnswer {
    readonly status: number;
    /** Lower-case names, without the framing, which `transport` decides. */
    readonly headers: Pairs<string>;
    readonly body: Uint8Array;
    readonly transport: Transport;
}

/** An app of the portal, by its canonical cloud ID (I2). */
interface MockApp {
    readonly cloudId: CloudId['canonical'];
    readonly live: MockVersion;
    readonly editable: MockVersion;
}

/** How a service asks who is there (W10); the users of its provider are those who may. */
interface MockAuthentication {
    /** Values of `WWW-Authenticate`, each in a header of its own. */
    readonly challenges: readonly string[];
    /** Given in place of `challenges` to whoever answers one of those rightly: their nonces are too old. */
    readonly renewed?: readonly string[];
}

/** Holds the state that the pure handler passes from request to request. */
interface MockHolder extends MockServer {
    /** Gives the answer and the number under which the request was logged. */
    ask(request: MockRequest): {
        readonly sequence: number;
        readonly answer: MockAnswer;
    };
    finish(sequence: number, how: RequestEnd['how'], at: number): void;
}

/** A provider's services below one path: `{path}/global`, `{path}/account` and `{path}/actions`. */
interface MockProvider {
    readonly path: string;
    /** The global document (D7). */
    readonly global: string;
    /** What the service of dial actions gives (R14); by default one item. */
    readonly actions?: string;
    readonly users: readonly MockUser[];
    /** What a person reads after a wrong password (D8). */
    readonly wrongPassword: string;
    /** The account is given to who signs the request; without it, username and password are fields of the request. */
    readonly authentication?: MockAuthentication;
}

/** A request as it arrived. */
interface MockRequest {
    readonly side: Side;
    /** Milliseconds since the epoch, by the clock of the world. */
    readonly at: number;
    readonly method: string;
    /** As sent, still percent-encoded, without the query. */
    readonly path: string;
    /** As sent, without the `?`; empty where there is none. */
    readonly query: string;
    /** Lower-case names. */
    readonly headers: Pairs<string>;
    /** Read as UTF-8. */
    readonly body: string;
}

/** The portal and the provider of a world. */
interface MockServer {
    state(): MockState;
    /** Puts a new state in place; settles when the servers follow it (`refusing`). */
    change(change: (state: MockState) => MockState): Promise<void>;
    /** What arrived since the last `clear`, in order. */
    requests(): readonly LoggedRequest[];
    clear(): void;
}

/** Everything that the mock portal and the mock provider know. Plain data: take a copy, change it, put it back. */
interface MockState {
    readonly apps: readonly MockApp[];
    readonly providers: readonly MockProvider[];
    readonly behaviours: Behaviours;
    /** Servers that accept no connections at present. */
    readonly refusing: readonly Side[];
    /** In the order in which requests arrived. */
    readonly log: readonly LoggedRequest[];
    /** Number of the last arrival or end. */
    readonly sequence: number;
}

interface MockUser {
    readonly username: string;
    readonly password: string;
    /** The account document (D6). */
    readonly account: string;
}

interface MockVersion {
    readonly provisioning: string;
    readonly theme: string;
}

interface RequestEnd {
    readonly sequence: number;
    readonly at: number;
    /** `answered`: everything that was to be sent was sent. `aborted`: the client went away before. */
    readonly how: 'answered' | 'aborted';
}

/** Where portal and provider are reached: scheme, host and port of each. */
interface ServerUrls {
    readonly portalUrl: string;
    readonly providerUrl: string;
}

/** Which of the two servers is asked: they are different organisations, so a test must tell them apart. */
type Side = 'portal' | 'provider';

/** What happens on the way. Everything absent: at once, whole, with its length. */
interface Transport {
    /** Silence before the first byte. */
    readonly latencyMs?: number;
    /** How a client can know that the body is whole: a length, chunks, or only the end of the connection. Default `length`. */
    readonly framing?: 'length' | 'chunked' | 'close';
    /** A `Content-Length` that is not true. */
    readonly announcedLength?: number;
    /** The body in pieces of so many bytes, with a silence after each. */
    readonly drip?: {
        readonly bytes: number;
        readonly everyMs: number;
    };
    /**
     * How it ends instead: `hang` says nothing more and keeps the connection, `reset` tears it down, `close` ends it in good
     * order. After so many bytes of the body; without `afterBytes` before the first byte of the answer.
     */
    readonly fault?: {
        readonly kind: 'hang' | 'reset' | 'close';
        readonly afterBytes?: number;
    };
}

interface UntrustedServers extends ServerUrls {
    /** How many bytes of requests came through TLS so far, whole requests or not. */
    heard(): number;
}

/**
 * Everything a scenario touches: servers, devices and time. One world lives in memory with a clock of its own, another
 * stands on real sockets, files and an adapter; a scenario cannot tell which, but for the capabilities.
 */
interface World {
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
