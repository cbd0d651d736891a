// Generated from the build: `pnpm api:write`. A change here is a change of what users see.
// uses Asked of @firstring/core
// uses CloudId of @firstring/core
// uses InsecurePolicy of @firstring/core
// uses Pairs of @firstring/core
// uses Ports of @firstring/core/driver
// uses Provisioner of @firstring/core/driver
// uses SecretLevel of @firstring/core/driver
// uses StoreFailure of @firstring/core/driver
// uses TrialOptions of @firstring/core/driver

/** Services that ask who is there (W10). */
export const AUTHENTICATION: readonly Case[];

/** One thing that a server does with a connection. */
export type Act = {
    readonly act: 'wait';
    readonly ms: number;
}
/** The status line and all headers, the framing included. */
 | {
    readonly act: 'head';
    readonly status: number;
    readonly headers: Pairs<string>;
} | {
    readonly act: 'body';
    readonly bytes: Uint8Array;
}
/** The body is whole: a last chunk, or the end of the connection where nothing else marks it. */
 | {
    readonly act: 'end';
}
/** Says nothing more and keeps the connection. */
 | {
    readonly act: 'hang';
} | {
    readonly act: 'reset';
}
/** Ends the connection in good order, whatever was promised. */
 | {
    readonly act: 'close';
};

/** What a network does to an answer: a first run ends, says why, and saves nothing. */
export const BROKEN_CONNECTIONS: readonly Case[];

/** Replaces the ordinary answer for a document, or a part of it. */
export interface Behaviour {
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
export type Behaviours = {
    readonly [document in Asked]?: readonly Behaviour[];
};

/** Everything that an adapter has to pass: the contracts of its ports, then the scenarios. */
export const CASES: readonly Case[];

/** Compressed answers: read, refused where damaged, and counted after unfolding. */
export const COMPRESSED: readonly Case[];

/** What every port promises, as cases. */
export const CONTRACTS: readonly Case[];

/**
 * What a world can do: `true`, or a word such as `controlled` for `http.redirects`. What is absent it cannot. The README lists
 * all of them.
 */
export interface Capabilities {
    readonly [name: string]: boolean | string;
}

/** One requirement, tried in one world. Knows no test runner. */
export interface Case {
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

/** A case found what must not be. Thrown by the checks below and by worlds; a runner shows its message. */
export class CaseFailure extends Error {
    readonly name = "CaseFailure";
}

export interface CaseResult {
    readonly id: string;
    readonly title: string;
    readonly clauses: readonly string[];
    readonly status: CaseStatus;
    /** Why it failed, was skipped, or which capability is missing. */
    readonly reason?: string;
}

export type CaseStatus = 'passed' | 'failed' | 'skipped' | 'unsupported';

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

export interface DeviceOptions {
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

/** A person who is faster than the storage: a submit before the saved profile was read. */
export const EARLY_SUBMIT: readonly Case[];

/** What the user sets in the app stays, whatever the provider sends, and the provider's locks hold. */
export const EDITS: readonly Case[];

/** A portal without apps and a provider without users. */
export const EMPTY_MOCK: MockState;

/** Each of the four steps succeeds, is skipped, or fails with a sentence of its own. */
export const FIRST_RUN: readonly Case[];

/** An app that must not be disturbed is not. */
export const HOLDS: readonly Case[];

/** What `HostPort` promises. */
export const HOST_CONTRACT: readonly Case[];

/** What `HttpPort` promises. */
export const HTTP_CONTRACT: readonly Case[];

/** O10: documents that can be read but do not hold. */
export const INVALID_DOCUMENTS: readonly Case[];

export interface Kept {
    /** Such as `the console`; begins a sentence's subject. */
    readonly where: string;
    readonly text: string;
}

/** One request and how it ended. Arrivals and ends are numbered together, so their order is certain on every clock. */
export interface LoggedRequest extends MockRequest {
    readonly sequence: number;
    /** Absent for what asks for none of the four. */
    readonly document?: Asked;
    readonly end?: RequestEnd;
}

/** A world of its own for every case. */
export type MakeWorld = () => Promise<World> | World;

/** An answer, and how it travels. */
export interface MockAnswer {
    readonly status: number;
    /** Lower-case names, without the framing, which `transport` decides. */
    readonly headers: Pairs<string>;
    readonly body: Uint8Array;
    readonly transport: Transport;
}

/** An app of the portal, by its canonical cloud ID (I2). */
export interface MockApp {
    readonly cloudId: CloudId['canonical'];
    readonly live: MockVersion;
    readonly editable: MockVersion;
}

/** How a service asks who is there (W10); the users of its provider are those who may. */
export interface MockAuthentication {
    /** Values of `WWW-Authenticate`, each in a header of its own. */
    readonly challenges: readonly string[];
    /** Given in place of `challenges` to whoever answers one of those rightly: their nonces are too old. */
    readonly renewed?: readonly string[];
}

/** Holds the state that the pure handler passes from request to request. */
export interface MockHolder extends MockServer {
    /** Gives the answer and the number under which the request was logged. */
    ask(request: MockRequest): {
        readonly sequence: number;
        readonly answer: MockAnswer;
    };
    finish(sequence: number, how: RequestEnd['how'], at: number): void;
}

/** A provider's services below one path: `{path}/global`, `{path}/account` and `{path}/actions`. */
export interface MockProvider {
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
export interface MockRequest {
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
export interface MockServer {
    state(): MockState;
    /** Puts a new state in place; settles when the servers follow it (`refusing`). */
    change(change: (state: MockState) => MockState): Promise<void>;
    /** What arrived since the last `clear`, in order. */
    requests(): readonly LoggedRequest[];
    clear(): void;
}

/** Everything that the mock portal and the mock provider know. Plain data: take a copy, change it, put it back. */
export interface MockState {
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

export interface MockUser {
    readonly username: string;
    readonly password: string;
    /** The account document (D6). */
    readonly account: string;
}

export interface MockVersion {
    readonly provisioning: string;
    readonly theme: string;
}

/** A case as a test runner wants it. */
export interface NamedTest {
    readonly name: string;
    /** Rejects where the case fails; calls `skip` with the reason where it was skipped or cannot be tried here. */
    readonly run: (skip: (reason: string) => void) => Promise<void>;
}

/** One run at a time: joining it, replacing it, ending it, while each of the four documents is awaited. */
export const ONE_RUN: readonly Case[];

/** Passwords arrive as they were typed, wherever they stand. */
export const PASSWORDS_ARRIVE: readonly Case[];

/** Plain http beyond loopback: refused, or without secrets. */
export const PLAIN_HTTP: readonly Case[];

/** What a progress bar draws. */
export const PROGRESS: readonly Case[];

/** Where an answer may send a client, and where not. */
export const REDIRECTS: readonly Case[];

/** How a first run ends for every outcome of the table that an answer alone can bring about. */
export const REFUSED_ANSWERS: readonly Case[];

/** Which requests go out when, and who gets to see what. */
export const REQUEST_ORDER: readonly Case[];

export interface RequestEnd {
    readonly sequence: number;
    readonly at: number;
    /** `answered`: everything that was to be sent was sent. `aborted`: the client went away before. */
    readonly how: 'answered' | 'aborted';
}

export interface RunOptions {
    readonly skips?: readonly Skip[];
    /** Tries skipped cases too; one that would pass fails (its skip is stale). Default: on. */
    readonly checkSkips?: boolean;
}

/** What a person types in the samples. */
export const SAMPLE_USER: {
    readonly username: "alice";
    readonly password: "canary-9c41-pa$$ word";
};

/** What is kept, what comes back, and what is never found in it. */
export const SAVED: readonly Case[];

/** Every scenario, for an adapter's conformance test. */
export const SCENARIOS: readonly Case[];

/** What `SecretsPort` promises. */
export const SECRETS_CONTRACT: readonly Case[];

/** Two windows or processes of one identity. */
export const SHARED_STORAGE: readonly Case[];

/** What the sample accounts hold as `password`: looks like a number, has blanks and markup, so that nothing may touch it (D2a). */
export const SIP_PASSWORD = " 007&sip<canary>5d1f ";

/** O13: everything succeeded, but this device cannot save. */
export const STORAGE_REFUSES: readonly Case[];

/** What `StorePort` promises. */
export const STORE_CONTRACT: readonly Case[];

export interface SampleAccountOptions {
    readonly username?: string;
    /** The SIP password, another one than the person types. */
    readonly password?: string;
    readonly title?: string;
    /** Further nodes, or the same ones again: these replace. An `undefined` value leaves the node out. */
    readonly nodes?: readonly (readonly [name: string, value: string | undefined])[];
}

export interface SampleApp {
    readonly app: MockApp;
    readonly provider: MockProvider;
}

export interface SampleAppOptions {
    /** Canonical (I2). */
    readonly cloudId?: string;
    /** Where the provider is reached: scheme, host and port. */
    readonly providerUrl: string;
    /** Whether steps 3 and 4 are configured (F4). Default: both. */
    readonly global?: boolean;
    readonly account?: boolean;
    readonly sentAs?: SentAs;
    /** Keys of services, such as `InitialProvisioningTimeout`; the same name as an ordinary one replaces it. */
    readonly serviceKeys?: Pairs<string>;
    /** Preference keys beside the ordinary ones (D4). */
    readonly preferences?: Pairs<string>;
    /** Defaults of the account beside the ordinary ones (D5, D5a). */
    readonly accountDefaults?: Pairs<string>;
    /** `epoch.revision` of both documents (P4). Default: they carry none. */
    readonly revision?: string;
    readonly users?: readonly MockUser[];
    readonly wrongPassword?: string;
    /** Asks whoever wants the account to sign the request; the service keys are the caller's (`InitialProvisioningAuthUsername`). */
    readonly authentication?: MockAuthentication;
}

/** Where a service definition puts username and password (W3, W8). */
export type SentAs = 'form' | 'query' | 'json' | 'xml';

/** Where portal and provider are reached: scheme, host and port of each. */
export interface ServerUrls {
    readonly portalUrl: string;
    readonly providerUrl: string;
}

/** Which of the two servers is asked: they are different organisations, so a test must tell them apart. */
export type Side = 'portal' | 'provider';

/** A case that an adapter does not pass yet, and why. */
export interface Skip {
    readonly id: string;
    readonly reason: string;
}

/** Every prefix of an account that ends before the last byte of its root's end tag is refused (D2). */
export const TRUNCATION: readonly Case[];

/** What happens on the way. Everything absent: at once, whole, with its length. */
export interface Transport {
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

/** TLS errors are never bypassed: not one byte of a request goes to a server that cannot say who it is (O3). */
export const UNTRUSTED: readonly Case[];

export interface UntrustedServers extends ServerUrls {
    /** How many bytes of requests came through TLS so far, whole requests or not. */
    heard(): number;
}

/** One start of an app on a virtual device. */
export interface VirtualApp {
    readonly ports: Ports;
    readonly setOnline: (online: boolean) => void;
}

/** Time as a queue: nothing passes by itself. */
export interface VirtualClock {
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

/** Counts what is under way, so that a world knows when it is idle, and lets every piece of work take its time. */
export interface VirtualWork {
    /** How many pieces are under way. */
    open(): number;
    /** Grows with every piece: whoever waits for microtasks sees whether they led to more. */
    begun(): number;
    begin(): () => void;
    /** A value after a while. */
    after<T>(delayMs: number, work: () => T): Promise<T>;
}

export interface VirtualWorldOptions {
    /** How the secrets port describes itself. With `memory` its secrets end with the app. Default `keystore`. */
    readonly secretLevel?: SecretLevel;
    /** How long a request travels, in ms. Default 20. */
    readonly connectMs?: number;
}

/** Services that do not let web apps in (P5): all that a browser's page can learn is that there was no answer. */
export const WEB_APPS: readonly Case[];

export const WRONG_PASSWORD = "Acme: this password does not fit.";

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

/** What `XmlPort` promises: the vectors, and what no list of vectors can hold. */
export const XML_CONTRACT: readonly Case[];

/** An element to be written; its name and texts are escaped by the builder. */
export interface XmlPart {
    readonly name: string;
    readonly attributes: Pairs<string>;
    readonly content: string | readonly XmlPart[];
}

/** The same for cases that run elsewhere, in a browser or another engine: `runThere` gives what came of one. */
export function asRemoteTests(cases: readonly Case[], runThere: (oneCase: Case) => Promise<CaseResult>): readonly NamedTest[];

/**
 * Cases as tests for any runner:
 * `for (const { name, run } of asTests(SCENARIOS, makeWorld)) test(name, (context) => run((reason) => context.skip(reason)))`
 */
export function asTests(cases: readonly Case[], makeWorld: MakeWorld, options?: RunOptions): readonly NamedTest[];

/** Plans what happens to the next requests for a document; without a behaviour, the ordinary answers come back. */
export function behave(state: MockState, document: Asked, ...behaviours: readonly Behaviour[]): MockState;

/** The body of an answer as text, for a look at it. */
export function bodyText(answer: MockAnswer): string;

/** Fails the case unless this holds. */
export function check(holds: boolean, what: string): asserts holds;

/** Fails the case where the text holds the secret in any of its forms. */
export function checkWithout(text: string, secret: string, where: string): void;

/** A world in memory: the same seed gives the same world, and no real time passes. */
export function createVirtualWorld(seed?: number, options?: VirtualWorldOptions): World;

/** The same around devices of another kind: an adapter on imitations of what its platform offers. */
export function createVirtualWorldOf<Hardware>(platform: VirtualPlatform<Hardware>, seed?: number, connectMs?: number): World;

/** Notes how a request ended; the first word counts. */
export function ended(state: MockState, sequence: number, how: RequestEnd['how'], at: number): MockState;

/** Fails the case unless both are the same data; objects by their members in any order, arrays in theirs. */
export function equal(actual: unknown, expected: unknown, what: string): void;

/**
 * The mock portal and provider as one pure function: a request goes in, the answer and the next state come out. Whoever
 * binds it to a network carries out what `transport` says and reports the end with `ended`.
 */
export function handle(state: MockState, request: MockRequest): readonly [MockState, MockAnswer];

/** `follow` is told every state that a test puts in place. */
export function holdMock(start: MockState, follow?: (state: MockState) => Promise<void> | void): MockHolder;

/** The first capability that is missing. */
export function lacking(needs: readonly string[] | undefined, capabilities: Capabilities): string | undefined;

/** Whether HTTP frames a body here at all (RFC 9112, 6.3). */
export function mayHaveBody(status: number, method: string): boolean;

/** Fails the case where there is nothing, and gives what is there. */
export function present<T>(value: T | undefined, what: string): T;

/** Runs one case in a new world and closes it. Never rejects. */
export function runCase(oneCase: Case, makeWorld: MakeWorld, options?: RunOptions): Promise<CaseResult>;

/** Runs cases one after the other. Never rejects. */
export function runCases(cases: readonly Case[], makeWorld: MakeWorld, options?: RunOptions): Promise<readonly CaseResult[]>;

/** Runs cases and prints each result as it comes, in the Test Anything Protocol. Tells whether all is well. */
export function runTap(cases: readonly Case[], makeWorld: MakeWorld, print: (line: string) => void, options?: RunOptions): Promise<boolean>;

/** An account as a provider sends it (D6): well-known nodes, a node of its own, a password with white space and markup. */
export function sampleAccount(options?: SampleAccountOptions): string;

/** A whole app as an operator would set it up: both versions at the portal, and its provider. */
export function sampleApp(options: SampleAppOptions): SampleApp;

/** A global document as a provider sends it (D7). */
export function sampleGlobal(): string;

/** A theme's manifest (D12); the addresses of its pictures lead nowhere. */
export function sampleTheme(name: string, revision?: string): string;

/**
 * What a request says, decoded by its content type as a provider's server would: query and form fields are
 * percent-decoded, JSON members and XML elements are unescaped, and nothing is trimmed (W8).
 */
export function sentFields(request: MockRequest): Pairs<string>;

/** An answer as a list of acts, the same for every binding, so that a fault is the same fault in each of them. */
export function travel(answer: MockAnswer, method: string): readonly Act[];

/** A whole document, declaration included. */
export function xmlDocument(root: XmlPart): string;

export function xmlElement(name: string, content?: string | readonly XmlPart[], attributes?: Pairs<string>): XmlPart;

/** Pairs as elements: `[['host', 'x']]` becomes `<host>x</host>`. */
export function xmlElements(nodes: Pairs<string>): readonly XmlPart[];
