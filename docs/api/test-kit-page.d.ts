// Generated from the build: `pnpm api:write`. A change here is a change of what users see.
// uses Asked of @firstring/core
// uses CloudId of @firstring/core
// uses InsecurePolicy of @firstring/core
// uses Pairs of @firstring/core
// uses Ports of @firstring/core/driver
// uses Provisioner of @firstring/core/driver
// uses TrialOptions of @firstring/core/driver

/** What only the driver of a browser can do to it. */
export interface PageDriver {
    /** Takes the network away from the page, or gives it back. */
    readonly setOffline?: (offline: boolean) => Promise<void>;
}

export interface PageWorldOptions {
    /** What the adapter can do beyond what every world in a page can. */
    readonly capabilities?: Capabilities;
    readonly driver?: PageDriver;
    /** How long `when`, `until` and `settle` wait, in ms. Default 10,000. */
    readonly patienceMs?: number;
}

/**
 * A world in a browser's page: the adapter and the scenario run in it, portal and provider stand on other origins behind
 * `servePage` of `@firstring/test-kit/node`, which must have served the page.
 *
 * @param makePorts the ports of a device over the IndexedDB database of this name.
 */
export function createPageWorld(makePorts: (database: string) => Ports, options?: PageWorldOptions): World;

/**
 * Makes the cases of a page ready. Whoever drives the browser calls `firstringRunCase(id)` in it, one case at a time; who opens
 * the page by hand adds `#all` to its address and reads the results there, as Test Anything Protocol.
 */
export function offerCases(cases: readonly Case[], makeWorld: MakeWorld, options?: RunOptions): void;

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

/** One requirement, tried in one world. Knows no test runner. */
interface Case {
    /** Stable, such as `FIRST-014`: skips and reports name it. */
    readonly id: string;
    readonly title: string;
    /** The clauses of `docs/spec.md` that it proves. */
    readonly clauses: readonly string[];
    /** Capabilities without which it means nothing: `store.durable`, `http.redirects=controlled`, or `http.redirects=refused|detected`. */
    readonly needs?: readonly string[];
    /** Passes by returning, fails by throwing. */
    run(world: World): Promise<void>;
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

/** A world of its own for every case. */
type MakeWorld = () => Promise<World> | World;

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

interface RunOptions {
    readonly skips?: readonly Skip[];
    /** Tries skipped cases too; one that would pass fails (its skip is stale). Default: on. */
    readonly checkSkips?: boolean;
}

/** Where portal and provider are reached: scheme, host and port of each. */
interface ServerUrls {
    readonly portalUrl: string;
    readonly providerUrl: string;
}

/** Which of the two servers is asked: they are different organisations, so a test must tell them apart. */
type Side = 'portal' | 'provider';

/** A case that an adapter does not pass yet, and why. */
interface Skip {
    readonly id: string;
    readonly reason: string;
}

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
