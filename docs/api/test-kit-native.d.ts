// Generated from the build: `pnpm api:write`. A change here is a change of what users see.
// uses Asked of @firstring/core
// uses CloudId of @firstring/core
// uses InsecurePolicy of @firstring/core
// uses Pairs of @firstring/core
// uses Ports of @firstring/core/driver
// uses Provisioner of @firstring/core/driver
// uses StoreFailure of @firstring/core/driver
// uses TrialOptions of @firstring/core/driver

/** The switches behind AppState and NetInfo. */
export interface AppSignals {
    readonly appState: NativeDevice['appState'];
    readonly netInfo: NativeDevice['netInfo'];
    readonly setState: (state: 'active' | 'inactive' | 'background') => void;
    readonly setConnected: (connected: boolean | null) => void;
}

/**
 * What React Native and its modules offer to an adapter, imitated: as little as they do, and nothing more. Each part says
 * which limit it keeps and where that limit was read (react-native 0.88.1, OkHttp 4.9.2, async-storage 2.2 and 3.1,
 * expo-secure-store 57, netinfo 12).
 */
export interface NativeDevice {
    /** In place of those of the engine; time is the world's. There is no `fetch`: React Native's stands on `XMLHttpRequest`. */
    readonly globals: {
        readonly Date: {
            now(): number;
        };
        readonly XMLHttpRequest: new () => NativeRequest;
        setTimeout(fire: () => void, delayMs: number): number;
        clearTimeout(handle: number): void;
    };
    /** AsyncStorage: texts by key, one at a time, asynchronous. */
    readonly storage: {
        getItem(key: string): Promise<string | null>;
        setItem(key: string, value: string): Promise<void>;
        removeItem(key: string): Promise<void>;
        getAllKeys(): Promise<readonly string[]>;
    };
    /** expo-secure-store, whose keys are `[A-Za-z0-9._-]+`. */
    readonly keychain: {
        getItemAsync(key: string): Promise<string | null>;
        setItemAsync(key: string, value: string): Promise<void>;
        deleteItemAsync(key: string): Promise<void>;
    };
    readonly appState: {
        addEventListener(type: 'change', listener: (state: string) => void): {
            remove(): void;
        };
    };
    readonly netInfo: {
        addEventListener(listener: (state: {
            readonly isConnected: boolean | null;
        }) => void): () => void;
    };
    /** An Android phone's `Platform`. */
    readonly platform: {
        readonly OS: string;
        readonly Version: number;
        readonly constants: {
            readonly Release: string;
            readonly Model: string;
        };
    };
    readonly locale: string;
    /** `getRandomBytes` of expo-crypto: React Native itself has none. */
    readonly random: (bytes: number) => Uint8Array;
}

/** What AsyncStorage keeps on a device. */
export interface NativeDisk {
    readonly items: Map<string, string>;
    /** How the next writes fail. */
    failures: readonly StoreFailure['reason'][];
    /** Every call fails. */
    broken: boolean;
}

/** What of a phone outlives its app. */
export interface NativeHardware {
    readonly disk: NativeDisk;
    readonly keychain: NativeSecureEntries;
}

/** The part of `XMLHttpRequest` that is imitated. */
export interface NativeRequest {
    responseType: string;
    withCredentials: boolean;
    timeout: number;
    readonly readyState: number;
    readonly status: number;
    readonly responseURL: string | undefined;
    readonly response: unknown;
    onreadystatechange: (() => void) | null;
    onprogress: ((event: {
        readonly loaded: number;
        readonly total: number;
        readonly lengthComputable: boolean;
    }) => void) | null;
    onload: (() => void) | null;
    onerror: (() => void) | null;
    ontimeout: (() => void) | null;
    onabort: (() => void) | null;
    open(method: string, url: string): void;
    setRequestHeader(name: string, value: string): void;
    getAllResponseHeaders(): string | null;
    send(body?: string | Uint8Array): void;
    abort(): void;
}

/** The entries of a keychain. They outlive the app; on iOS even its removal. */
export interface NativeSecureEntries {
    readonly items: Map<string, string>;
    /** The device is locked: iOS refuses with `errSecInteractionNotAllowed`. */
    locked: boolean;
}

/** What else the start of an app on a phone comes with. */
export interface NativeStart extends Pick<NativeDevice, 'storage' | 'keychain' | 'appState' | 'netInfo'> {
    readonly isOnline: () => boolean;
    /** Once this is false, nothing that the app has under way lands, and it hears nothing. */
    readonly alive: () => boolean;
}

/**
 * AppState tells changes only. NetInfo tells the present state first, but not within the call (it has to ask the native
 * side), and `null` where it does not know; `alive` silences both for an app that was killed.
 */
export function createAppSignals(connected: boolean | null, alive: () => boolean): AppSignals;

/**
 * AsyncStorage of one running app. Each call is one transaction of SQLite (or one atomic file on iOS): it lands whole, on its
 * own and in the order of the calls. There is no compare-and-swap and no transaction over several calls; after the app was
 * killed nothing lands and nobody hears.
 */
export function createAsyncStorage(disk: NativeDisk, work: VirtualWork, alive: () => boolean): NativeDevice['storage'];

/** One start of an app on a phone. */
export function createNativeDevice(around: VirtualSurroundings, start: NativeStart): NativeDevice;

export function createNativeDisk(): NativeDisk;

export function createNativeSecureEntries(): NativeSecureEntries;

/** A virtual world of such phones: the same seed gives the same world, and no real time passes. */
export function createNativeWorld(makePorts: (device: NativeDevice) => Ports, seed?: number): World;

/** expo-secure-store of one running app: small texts by key, asynchronous; no listing, no compare-and-swap. */
export function createSecureStore(entries: NativeSecureEntries, work: VirtualWork, alive: () => boolean): NativeDevice['keychain'];

export function createVirtualClock(start: number): VirtualClock;

export function createVirtualWork(clock: VirtualClock): VirtualWork;

/** The storage as text, in a stable order. */
export function dumpNativeDisk(disk: NativeDisk): string;

/** Phones with React Native's limits, and an adapter's ports on them. */
export function nativePlatform(makePorts: (device: NativeDevice) => Ports): VirtualPlatform<NativeHardware>;

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

/** One start of an app on a virtual device. */
interface VirtualApp {
    readonly ports: Ports;
    readonly setOnline: (online: boolean) => void;
}

/** Time as a queue: nothing passes by itself. */
interface VirtualClock {
    /** Milliseconds since the epoch. */
    now(): number;
    /** Calls back once, `delayMs` from now; returns what cancels it. Equal times fire in the order they were asked for. */
    schedule(delayMs: number, fire: () => void): () => void;
    /** When the next timer is due. */
    next(): number | undefined;
    /** Moves to this time, or stays where it is later already, and fires the one next timer that is due by then. */
    fireNext(by: number): boolean;
    /** Moves on without firing anything; never back. */
    moveTo(time: number): void;
}

/**
 * What virtual devices are made of. The default one has ideal ports; an adapter puts its own ports on imitations of what its
 * platform offers, to be tried in virtual time.
 */
interface VirtualPlatform<Hardware> {
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

/** What a virtual world gives to its devices. */
interface VirtualSurroundings {
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

/** Counts what is under way, so that a world knows when it is idle, and lets every piece of work take its time. */
interface VirtualWork {
    /** How many pieces are under way. */
    open(): number;
    /** Grows with every piece: whoever waits for microtasks sees whether they led to more. */
    begun(): number;
    begin(): () => void;
    /** A value after a while. */
    after<T>(delayMs: number, work: () => T): Promise<T>;
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
