// Generated from the build: `pnpm api:write`. A change here is a change of what users see.

/** One step of a machine as it happened: not redacted yet, its secrets are references (S3). */
export interface RecordedStep {
    readonly before: State;
    readonly event: MachineEvent;
    readonly after: State;
    readonly commands: readonly Command[];
    /** The code of runs was not loaded yet (docs/decisions/0011). */
    readonly early: boolean;
}

/** Is told of every step of a provisioner. `createRecorder` of `@firstring/core/trace` makes one. */
export interface Recorder {
    /** Must not throw, and must not call the provisioner. */
    readonly record: (step: RecordedStep) => void;
}

/** How much a recorder keeps; the older half goes when it is full. */
export interface RecorderOptions {
    /** Events; default 1,000. */
    readonly maxEvents?: number;
    /** Roughly the characters of all events as JSON; default 1,000,000. The state before them comes on top. */
    readonly maxBytes?: number;
}

export interface ReplayedStep {
    /** Milliseconds since the epoch. */
    readonly at: number;
    readonly event: MachineEvent;
    readonly before: State;
    readonly after: State;
    readonly commands: readonly Command[];
    /** Whether this core comes to the state, and asks for what was asked for, as it was recorded. */
    readonly matches: boolean;
    /** The state was taken from the trace, because a text that is masked in it decided; `commands` may differ. */
    readonly given: boolean;
}

/** A run as plain data, to be sent to support: events, no secrets, and pseudonyms for what a person is called. */
export interface Trace {
    readonly format: typeof TRACE_FORMAT;
    readonly version: typeof TRACE_VERSION;
    /** Version of `@firstring/core` that ran; another one may take other steps. */
    readonly core: string;
    /** How many older events were given up for want of room. */
    readonly dropped: number;
    /** The state before the first event, redacted. It holds the settings: app, device, portal. */
    readonly start: State;
    readonly steps: readonly TraceStep[];
    /** SHA-256 over the JSON text of `core`, `dropped`, `start` and `steps` in one list, lower-case hex. */
    readonly checksum: string;
}

/** Keeps what happened, for the day when somebody asks. Hand it to `createProvisioner`, to one at a time. */
export interface TraceRecorder extends Recorder {
    /**
     * What happened so far as plain data for `JSON.stringify`: redacted, and safe to send. `undefined` before the first event.
     * Redacting takes its time with long profiles: call it when somebody wants to send it.
     */
    readonly trace: () => Trace | undefined;
}

export interface TraceStep {
    /** Redacted. */
    readonly event: MachineEvent;
    /** It happened before the code of runs was loaded (docs/decisions/0011), so only the rules of the first load met it. */
    readonly early?: true;
    /** Fingerprint of the redacted state after it. */
    readonly after: string;
    /** What was asked of the world: type, and number where it has one. */
    readonly commands?: readonly string[];
    /** The redacted state itself, where a masked text decided: a replay goes on from here. */
    readonly given?: State;
}

/**
 * Records a provisioner in memory: references to its events and states, which it has anyway, so an event costs next to nothing.
 * An app that runs for months keeps the newest events: the older half is given up together, and the trace starts from the state
 * after it.
 */
export function createRecorder({ maxEvents, maxBytes }?: RecorderOptions): TraceRecorder;

/** Reads a trace as JSON text. Problems: `trace.not-a-trace`, `trace.newer-version`, `trace.damaged`. Total. */
export function readTrace(text: string): Result<Trace>;

/**
 * Takes the steps of a trace again. Pure; the same trace gives the same steps. A step that does not match goes on from where
 * this core came to; at one that can't be taken at all the replay ends.
 */
export function replay({ start, steps }: Trace): readonly ReplayedStep[];

// Not exported, but part of the above:

/** A wish that waits for the store: a run with the id it will have, or a sign-out. */
type After = {
    readonly wish: 'provision';
    readonly run: number;
    readonly parameters: Parameters<Leaf>;
} | {
    readonly wish: 'sign-out';
    readonly conflicts?: number;
};

interface Always {
    readonly settings: Settings;
    /** Next id of a request, a run or a fill. Ids are never used twice, so a late answer finds nobody (F8). */
    readonly nextId: number;
    /** Empty until the store was read. */
    readonly installId: string;
    /** Newest number in the store; what the next commit expects (S6). */
    readonly stored?: number;
    readonly book: Book;
    /** How this start of the app goes with what is on trial (R10). */
    readonly watch?: TrialWatch;
    /** How the last refresh ended (R9). */
    readonly refreshed?: Refreshed;
    /** How the last run ended, for whoever waits for it. */
    readonly ended?: Ended;
    /** Asked for while the store was busy; begun as soon as it rests. The last wish wins. */
    readonly after?: After;
    /** The user's edits that are not saved yet, in their order: all of them count, and they wait until the machine rests. */
    readonly edits?: readonly AskedEdit[];
    /** What became of those that were answered last. */
    readonly edited?: readonly Edited[];
    /** The app must not be disturbed: what a refresh finds waits (R8). */
    readonly held?: boolean;
    readonly waiting?: Waiting;
    /** The saved secrets could not be opened: what was saved is shown, but nothing is built on it. */
    readonly secretsLost?: true;
    /** The store holds a format of the future: it is left untouched, so nothing can be saved (S5). */
    readonly blocked?: Problem;
}

/** A kind of answer by its status code; `OUTCOMES` says what then happens. */
interface AnswerRow {
    readonly id: OutcomeId;
    readonly from: 'portal' | 'provider' | 'both';
    /** Single codes and inclusive ranges. */
    readonly status: readonly (number | readonly [from: number, to: number])[];
    /** `document`: read it. `message`: look for the provider's sentence (D8). `nothing`: the body is of no use. */
    readonly body: 'document' | 'message' | 'nothing';
    readonly code?: EarlyProblemCode;
}

interface Answered {
    readonly etag?: string;
    readonly lastModified?: string;
    /** Which request it answers (R5). */
    readonly key?: string;
}

interface Answering {
    /** The request this is about. */
    readonly id: number;
}

interface AppIdentity {
    readonly name: string;
    readonly version: string;
    /** `%build%` (W6); empty by default. */
    readonly build: string;
    /** `%appid%` (W6), such as `com.example.talk`; the name by default. */
    readonly id: string;
}

/** Revision and time of one arrival; entries refer to it by `sequence` (M9). Arrivals nobody refers to are forgotten. */
interface Arrival {
    /** Grows with each arrival that changed something, over all layers. */
    readonly sequence: number;
    readonly channel: Channel;
    readonly document: Origin;
    readonly revision: string;
    /** Milliseconds since the epoch. */
    readonly at: number;
}

/** A document that arrived, and what is known about its arrival (M9). */
interface Arrived<Content> extends Answered {
    readonly content: Content;
    /** The server's ETag, or the first 16 hex digits of the digest. */
    readonly revision: string;
    /** SHA-256 of the bytes, lower-case hex. */
    readonly digest: string;
    /** How new it is by the portal's own word (P4). */
    readonly portalRevision?: Revision;
    readonly at: number;
}

/** What is asked for: the four documents, and the dial actions that have a service of their own, which are no step of the flow (R14). */
type Asked = DocumentName | 'dialActionWs';

/** An edit of the user's that waits for the store, or is being saved. */
interface AskedEdit {
    readonly id: number;
    /** A leaf or an item, as `edit` of the merge takes it. */
    readonly path: string;
    /** Absent: the edit of that path is taken away. Secrets are references (S3). */
    readonly value?: Value | ItemEdit;
    /** Whose profile was in use when it was asked for; absent before the store was read: whoever is signed in. */
    readonly of?: Identity;
    /** How often it was tried in vain, because another process had saved or the store could not be read (S6). */
    readonly tries: number;
}

/** How the service's `AuthUsername` and `AuthPassword` sign a request (W10). The challenge is no secret. */
interface Authentication {
    readonly challenge: Challenge;
    /** Whether it answers a second challenge, because the nonce of the first one was too old. */
    readonly renewed: boolean;
}

/** What is remembered beside the generation: what was tried since it was saved, and what is therefore due when. */
interface Book {
    /** When the app last asked because it had started, in ms since the epoch (R4). */
    readonly startedAt?: number;
    /** When a link last asked, in ms since the epoch (I7). */
    readonly linkAt?: number;
    /** A server asked not to be asked before this, in ms since the epoch (R4). */
    readonly notBefore?: number;
    /** Number of the generation that `due` and `failures` are about; they count for no other one. */
    readonly generation?: number;
    /** In place of due times saved with that generation. */
    readonly due?: readonly Due[];
    /** How often in a row each document failed (R6). */
    readonly failures?: Pairs<number>;
    /** Starts of the app with what is on trial (R10). */
    readonly trial?: TrialStarts;
    /** When the quarantine began by a clock that has jumped back since, in ms since the epoch (R10). */
    readonly quarantinedAt?: number;
    /** Newer revisions of the portal's documents, which brought nothing that is new in that generation (P4, R5). */
    readonly revisions?: {
        readonly generation: number;
        readonly of: Pairs<Revised>;
    };
}

/** What a server asks for, as far as we can answer it (W10). Plain data without a secret. */
type Challenge = {
    readonly scheme: 'basic';
} | DigestChallenge;

/** Who delivers: one layer a channel (M9). `dialActionWs` answers belong to `global`. */
type Channel = 'defaults' | 'portal' | 'global' | 'account' | 'user';

/** A cloud ID after I2 and I3. */
interface CloudId {
    /** Upper case, without star: for the portal's path, storage keys and hashes. */
    readonly canonical: string;
    /** As typed, star included: what `%fullcode%` and displays show. */
    readonly fullcode: string;
    /** A trailing `*` selects the editable version (I3). */
    readonly version: 'live' | 'editable';
}

interface Collected {
    readonly provisioning?: Arrived<IncomingDocument>;
    readonly theme?: Arrived<Theme>;
    readonly global_extprov?: Arrived<IncomingDocument>;
    readonly extprov?: Arrived<IncomingDocument>;
    readonly dialActionWs?: Arrived<IncomingDocument>;
}

/** What is asked of the world, in the imperative. Plain data; secrets are references (S3). */
type Command = {
    readonly type: 'store.load';
}
/** Opens what was sealed with this generation, so that its references can be resolved. */
 | {
    readonly type: 'secrets.open';
    readonly sealed: string;
    readonly number: number;
} | {
    readonly type: 'http.send';
    readonly id: number;
    readonly target: Target;
    /** For the whole answer, in ms (F9). */
    readonly deadlineMs: number;
    /** For the decoded body, in bytes (F9). */
    readonly maxBytes: number;
    /** Keys what is told of which request was answered (R5). */
    readonly installId: string;
    /** What the last answer came with: sent along where it belongs to exactly this request (R5). */
    readonly validators?: Validators;
}
/** Stops a request; of one that was answered, drops the body that was not read. */
 | {
    readonly type: 'http.abort';
    readonly id: number;
}
/**
 * Reads the body that answered request `id`; `error` looks only for the sentence of a refusal (D8). With the digest `unless`
 * nothing is read: `document.unchanged` (R5).
 */
 | {
    readonly type: 'document.read';
    readonly id: number;
    readonly as: Asked | 'error';
    readonly unless?: string;
}
/** Fills the templates of the portal's account defaults (D5a). */
 | {
    readonly type: 'account.fill';
    readonly id: number;
    readonly nodes: readonly IncomingNode[];
    readonly scope: Scope;
}
/** Seals the secrets that `generation` refers to and saves both, if the newest number in the store is `expected` (S6). */
 | {
    readonly type: 'store.commit';
    readonly generation: Generation;
    readonly expected: number | undefined;
}
/** Remembers the book beside the generations; nothing waits for it, and what of it is lost costs a request, no profile. */
 | {
    readonly type: 'book.save';
    readonly book: Book;
}
/** After a sign-out was committed: removes every older generation and the envelope key (R12). */
 | {
    readonly type: 'store.forget';
};

/** A saved generation after reading: its secrets are still sealed (S3). */
interface Decoded {
    readonly generation: Generation;
    /** Ciphertext of the secrets; absent for a generation without any. */
    readonly sealed?: string;
}

interface DeviceFacts {
    readonly platform: string;
    readonly platformVersion: string;
    readonly locale: string;
    readonly device: string;
    readonly cpu: string;
}

type DigestAlgorithm = 'SHA-256' | 'SHA-256-sess' | 'MD5' | 'MD5-sess';

interface DigestChallenge {
    readonly scheme: 'digest';
    readonly algorithm: DigestAlgorithm;
    readonly realm: string;
    readonly nonce: string;
    readonly opaque?: string;
    /** Whether `qop=auth` is offered. Without any `qop` the older form of RFC 2617 is meant. */
    readonly qop: boolean;
    /** The credentials were right, the nonce was too old. */
    readonly stale: boolean;
    /** The server wants the user name hashed. */
    readonly userhash: boolean;
}

/** What reading a body gave: a tree without secrets, a theme, or the sentence of an error body (D8). */
type DocumentContent = {
    readonly kind: 'xml';
    readonly root: SafeElement;
} | {
    readonly kind: 'theme';
    readonly theme: Theme;
    readonly revision?: Revision;
} | {
    readonly kind: 'message';
    readonly message?: string;
};

/** The four documents, by their documented names (F1). */
type DocumentName = 'provisioning' | 'theme' | 'global_extprov' | 'extprov';

/** When one document is asked for next, by itself. Plain data, saved with the generation (S1). */
interface Due {
    readonly document: Asked;
    /** Milliseconds since the epoch; absent where only a start of the app asks. */
    readonly at?: number;
    /** Never is it due further ahead than this, in ms (R7). */
    readonly every: number;
}

/** Of those that code meets which an app starts with. */
type EarlyProblemCode = keyof typeof PROBLEMS;

/** What became of an edit. */
interface Edited {
    readonly id: number;
    /** Whether the user's layer is another one. */
    readonly changed: boolean;
    /** Why it was refused. */
    readonly problem?: Problem;
}

/** The user's edits are being committed as a generation of their own; `before` stays in use until then. */
interface Editing extends Always {
    readonly tag: 'editing';
    readonly next: Generation;
    readonly before: Generation;
    /** What becomes of the first of `edits`, which this generation holds. */
    readonly taken: readonly Edited[];
    readonly failure?: Failure;
}

/** Nobody is signed in. */
interface Empty extends Always {
    readonly tag: 'empty';
    /** The signed-out generation, where it holds a theme (R11). */
    readonly generation?: Generation;
    readonly failure?: Failure;
}

interface Ended {
    readonly run: number;
    /** Absent: it succeeded. */
    readonly problem?: Problem;
    /** How far it had come, so that a UI keeps showing which step failed (F7). */
    readonly steps: Steps;
    readonly progress: number;
    readonly warnings?: readonly Noticed[];
}

/** A node in its layer. */
interface Entry extends Stamp {
    readonly name: string;
    readonly value: Value;
}

/** A problem, when and under which outcome it arose, and what a form should still hold. */
interface Failure {
    readonly problem: Problem;
    /** The row of the outcome table; absent where none applies, such as a cancel. */
    readonly outcome?: OutcomeId;
    readonly at: number;
    /** The provider may have got what was submitted (R6), or it was called off (F8): only a person sends it again. */
    readonly spent?: true;
    /** How often it began again by itself because the network came back (F11). */
    readonly returns?: number;
    /** What was submitted; without its password where the server did not accept it (O5). */
    readonly parameters?: Parameters<Leaf>;
}

/** Why no answer came, in the words of the http port. */
type FailureReason = 'offline' | 'dns' | 'refused' | 'reset' | 'tls' | 'unreachable' | 'timeout' | 'failed' | 'too-large' | 'cut-off' | 'encoding' | 'redirect' | 'aborted';

type Fallback = Pick<SavedProfile, 'layers' | 'theme' | 'documents' | 'validators' | 'schedule'>;

/** One reason why a document is not valid (D9). */
interface Fault {
    readonly node: string;
    /** A stable word such as `required`, `host`, `minimum`, `oneOf`. */
    readonly rule: string;
    /** A sentence for the person. */
    readonly person: string;
}

/**
 * What is saved, as one value (S1). Secrets are references; their values travel sealed beside it (S3). A generation
 * without `profile` is a signed-out one: it keeps only `installId` (R12), and the theme where the provider signed out (R11).
 */
interface Generation {
    /** Grows by one with every commit of a store. */
    readonly number: number;
    /** Milliseconds since the epoch. */
    readonly savedAt: number;
    /** `%installid%`: survives updates and sign-out (W6). */
    readonly installId: string;
    readonly profile?: SavedProfile;
    /** What an app that the provider signed out goes on to look like (R11); a profile has its own. */
    readonly theme?: Theme;
}

type HttpMethod = 'GET' | 'POST' | 'PUT' | 'HEAD' | 'DELETE';

interface Identity {
    readonly cloudId: CloudId;
    /** Absent where nothing asked for one (I1). */
    readonly username?: string;
}

/**
 * How heavily a change weighs once it is applied (M11), from light to heavy: `hot` counts from the next time it is looked at;
 * `reregister` makes the SIP account register anew; `restart` needs a new start of the app; `relogin` a new sign-in to the
 * services behind the account.
 */
type Impact = 'hot' | 'reregister' | 'restart' | 'relogin';

/** A collection as one document sends it; `sweepBelow` is `maxQuickDialReplacePriority` (M6). */
interface IncomingCollection {
    readonly sweepBelow?: number;
    readonly items: readonly IncomingItem[];
}

/** What one document brings to the merge, whatever its shape was. Absent sections bring nothing. */
interface IncomingDocument {
    readonly account?: readonly IncomingNode[];
    readonly prefKeys?: readonly IncomingNode[];
    readonly service?: readonly IncomingNode[];
    readonly quickDial?: IncomingCollection;
    readonly dialActions?: IncomingCollection;
    /** The portal's own checks of the merged account, by node name (D5, D9). */
    readonly validators?: Pairs<readonly Validator[]>;
    /** `<account action="signOut">` (R11), with the provider's sentence for the person (D8). */
    readonly signOut?: {
        readonly message?: string;
    };
    /** `force="1"` on the document's root lets it through the shrink guard, once (M12). */
    readonly force?: true;
    /** Of the portal's document only (P4). */
    readonly revision?: Revision;
    /** What was noticed on the way in and ignored. */
    readonly warnings: readonly Warning[];
}

/** An item of a collection (M5): matched by `id`, its priority is the default for its children. */
interface IncomingItem {
    readonly id: string;
    readonly priority?: number;
    readonly source?: string;
    /** `action="remove"` (M6). */
    readonly remove?: true;
    readonly nodes: readonly IncomingNode[];
}

/** A key node of a mergeable document (M1). `priority` and `source` are absent where the document gives none (M2). */
interface IncomingNode {
    readonly name: string;
    readonly value: Value;
    readonly priority?: number;
    readonly source?: string;
}

/**
 * How much plain http the app allows (W9). Default `never`.
 * `loopback`: everything, for 127.0.0.0/8, ::1 and localhost only. `without-secrets`: any host, but secret values arrive
 * empty. `secrets-on-loopback`: both of these, any host, but secret values arrive empty beyond this machine. `with-secrets`:
 * any host, everything; for laboratories.
 */
type InsecurePolicy = 'never' | 'loopback' | 'without-secrets' | 'secrets-on-loopback' | 'with-secrets';

/** What the user does with a whole item: give it these children, creating it where it is not shown, or delete it (M7). */
type ItemEdit = {
    readonly item: Pairs<Value>;
} | {
    readonly remove: true;
};

/** Problems that only code can meet which is loaded after the start: an app that starts does not wait for their sentences (decision 0011). */
const LATER_PROBLEMS: {
    readonly 'refresh.confirm-first': "Update your settings now?";
    readonly 'refresh.too-soon': "Your settings were updated just now.";
    readonly 'refresh.shrunk': "Your provider sent settings that are not complete.";
    readonly 'refresh.quarantined': "New settings did not work here.";
    readonly 'revision.older': "The service sent settings that are out of date.";
    readonly 'revision.reused': "The service gave an answer this app can't use.";
    readonly 'refresh.nothing': "There is nothing to update.";
    readonly 'edit.locked': "Your provider does not let you change this.";
    readonly 'edit.read-only': "This can't be changed here.";
    readonly 'edit.hidden': "This entry is not there any more.";
    readonly 'edit.unknown': "There is no such setting.";
    readonly 'edit.invalid': "This value can't be used.";
    readonly 'edit.in-clear': "This value can't be saved.";
    readonly 'edit.signed-out': "Please sign in first.";
    readonly 'edit.set-aside': "A setting of yours did not fit any more.";
    readonly 'trace.not-a-trace': "This is no recording.";
    readonly 'trace.newer-version': "This recording was saved by a newer version of this app.";
    readonly 'trace.damaged': "This recording is damaged.";
};

type LaterProblemCode = keyof typeof LATER_PROBLEMS;

interface Layer {
    readonly account: readonly Entry[];
    readonly prefKeys: readonly Entry[];
    readonly service: readonly Entry[];
    readonly quickDial: LayerCollection;
    readonly dialActions: LayerCollection;
}

/** A collection in its layer, with the marks of M6. */
interface LayerCollection {
    readonly items: readonly LayerItem[];
    readonly removed: readonly RemoveMark[];
    /** Sweep marks: `priority` is the N below which they sweep. Newest last; one that a newer covers is forgotten. */
    readonly sweeps: readonly Stamp[];
}

/** An item in its layer. Without `created` the layer only holds children for an item that another layer creates (M6). */
interface LayerItem {
    readonly id: string;
    /** The entry that created the item; its priority is the item's priority (M6). */
    readonly created?: Stamp;
    readonly nodes: readonly Entry[];
}

/** Everything that ever arrived and still counts (M9). Lists, so that names are only values (D1). Plain data: `JSON.parse(JSON.stringify(layers))` behaves the same. */
interface Layers extends Readonly<Record<Channel, Layer>> {
    /** By growing sequence. */
    readonly arrivals: readonly Arrival[];
}

/** Text that may be secret. An empty text is never a secret, so emptiness can be seen without opening anything. */
type Leaf = string | SecretRef;

/** One text in several languages: BCP 47 tags as written, `''` for the text without `lang` (D7). In document order. */
type LocalTexts = Pairs<string>;

/** Facts, in the past tense. Each carries `at`, in ms since the epoch: the core has no clock of its own. */
type MachineEvent = {
    readonly at: number;
} & (
/** `entropy`: 32 random hex digits, the installation's id if the store knows none (W6). */
{
    readonly type: 'store.loaded';
    readonly generations: readonly StoredGeneration[];
    readonly book?: Book;
    readonly entropy: string;
} | {
    readonly type: 'store.unreadable';
    readonly trouble: StorageTrouble;
    readonly entropy: string;
} | {
    readonly type: 'secrets.opened';
} | {
    readonly type: 'secrets.failed';
    readonly trouble: StorageTrouble;
} | {
    readonly type: 'provision.requested';
    readonly parameters: Parameters<Leaf>;
} | {
    readonly type: 'retry.requested';
}
/** `only`: these documents; absent, all. `resetCache`: without validators (R5, I7). */
 | {
    readonly type: 'refresh.requested';
    readonly by: 'person' | 'link';
    readonly only?: readonly DocumentName[];
    readonly resetCache?: true;
}
/** A leaf gets a value of the user's, an item comes or goes (M7, M8); secrets are references (S3). */
 | {
    readonly type: 'edit.requested';
    readonly path: string;
    readonly value: Value | ItemEdit;
}
/** The user took the edit of that path back: what the provider sends counts again. */
 | {
    readonly type: 'edit.reverted';
    readonly path: string;
}
/** The app must not be disturbed from now on, or may be again (R8). */
 | {
    readonly type: 'hold.changed';
    readonly held: boolean;
} | {
    readonly type: 'cancel.requested';
}
/** The app says whether what is on trial works (R10). */
 | {
    readonly type: 'trial.judged';
    readonly works: boolean;
}
/** What the platform says of the app and its network; `back` also stands for an orderly end of the app (R10). */
 | {
    readonly type: 'host.signalled';
    readonly signal: 'online' | 'offline' | 'front' | 'back' | 'wake';
} | {
    readonly type: 'sign-out.requested';
} | (Answering & {
    readonly type: 'http.progressed';
    readonly received: number;
    readonly total?: number;
})
/** `key`: which request was answered (R5); absent where a redirect gave the answer, to which no validator belongs. */
 | (Answering & {
    readonly type: 'http.answered';
    readonly status: number;
    readonly headers: Pairs<string>;
    readonly key?: string;
}) | (Answering & {
    readonly type: 'http.failed';
    readonly reason: FailureReason;
    readonly cause: string;
    readonly origin: string;
    readonly sent: boolean;
})
/** The request could not be built (W5, W8, W9) or its redirect was refused (W11); nothing more is sent. */
 | (Answering & {
    readonly type: 'http.refused';
    readonly problem: Problem;
})
/** Something about a request that was sent all the same: an unknown placeholder, a header that was left out (W4, W5). */
 | (Answering & {
    readonly type: 'request.warned';
    readonly warnings: readonly Warning[];
}) | (Answering & {
    readonly type: 'document.read';
    readonly content: DocumentContent;
    readonly digest: string;
})
/** Its bytes are those that were read the last time (R5). */
 | (Answering & {
    readonly type: 'document.unchanged';
}) | (Answering & {
    readonly type: 'document.refused';
    readonly problem: Problem;
}) | (Answering & {
    readonly type: 'account.filled';
    readonly nodes: readonly IncomingNode[];
    readonly warnings?: readonly Warning[];
})
/** A template could not be filled (D5a): what it needs is absent, or a value fits nowhere. */
 | (Answering & {
    readonly type: 'account.refused';
    readonly problem: Problem;
}) | {
    readonly type: 'store.committed';
    readonly number: number;
} | {
    readonly type: 'store.conflicted';
} | {
    readonly type: 'store.refused';
    readonly trouble: StorageTrouble;
} | {
    readonly type: 'store.forgotten';
} | {
    readonly type: 'clock.reached';
}
/** The platform says that there is a network again (F11). */
 | {
    readonly type: 'network.returned';
});

/** A warning and the document it is about, so that a provider can mend what its server sends. */
interface Noticed extends Warning {
    readonly document: Asked;
}

/** What an arrival brought: a document (F1), the client's own defaults, or what a person typed or set in the app. */
type Origin = Asked | 'built-in' | 'input';

/** Rows of the outcome table in `docs/spec.md` (O). */
type OutcomeId = 'O1' | 'O2' | 'O3' | 'O4' | 'O5' | 'O5p' | 'O6' | 'O7' | 'O8' | 'O9' | 'O10' | 'O11' | 'O12' | 'O13' | 'O14' | 'O15' | 'O16' | 'O17' | 'O18';

/**
 * The closed list of problems, each with its sentence for the person, but for those of `later-problem-catalogue.ts`.
 * `docs/errors.md` is generated from both and from `engineer-sentences.ts`; a code, once released, never changes its meaning.
 */
const PROBLEMS: {
    readonly 'input.cloud-id-missing': "Please enter your cloud ID.";
    readonly 'input.cloud-id-malformed': "This cloud ID contains characters that cloud IDs cannot have.";
    readonly 'input.lone-surrogate': "This text contains a character that cannot be used.";
    readonly 'input.credentials-missing': "Please enter your {node}.";
    readonly 'input.other-code': "This code belongs to another app.";
    readonly 'input.not-a-code': "This is not a code for signing in.";
    readonly 'input.not-a-link': "This link cannot be used here.";
    readonly 'network.offline': "You seem to be offline. Check your connection.";
    readonly 'network.dns': "Can't find {origin}. Check your connection.";
    readonly 'network.refused': "Can't reach {origin}.";
    readonly 'network.reset': "The connection to {origin} was lost.";
    readonly 'network.tls': "Can't set up a secure connection, so nothing was sent.";
    readonly 'network.unreachable': "Can't reach {origin}. Check your connection.";
    readonly 'network.captive': "This network wants you to sign in first.";
    readonly 'network.timeout': "The service takes too long to answer.";
    readonly 'network.failed': "Can't reach {origin}.";
    readonly 'redirect.refused': "{origin} sends this app somewhere it must not go.";
    readonly 'cloud-id.unknown': "We don't know this cloud ID. Please check it.";
    readonly 'portal.refused': "The settings service refused this app. Please tell your provider.";
    readonly 'provider.refused': "Your provider did not accept this sign-in.";
    readonly 'auth.challenge-hidden': "Your provider's settings can't be used.";
    readonly 'provider.signed-out': "Your provider signed you out.";
    readonly 'server.busy': "The service is busy. Please try again later.";
    readonly 'answer.unexpected-304': "The service gave an answer this app can't use.";
    readonly 'answer.unexpected-status': "The service gave an answer this app can't use.";
    readonly 'answer.web-page': "Got a web page instead of settings.";
    readonly 'answer.not-a-document': "The service gave an answer this app can't use.";
    readonly 'answer.too-large': "The service sent more than this app accepts.";
    readonly 'answer.cut-off': "The answer of the service was cut off.";
    readonly 'answer.encoding': "The service gave an answer this app can't use.";
    readonly 'xml.not-well-formed': "The service sent settings this app can't read.";
    readonly 'xml.doctype': "The service sent settings this app can't read.";
    readonly 'xml.encoding': "The service sent settings this app can't read.";
    readonly 'xml.too-deep': "The service sent settings this app can't read.";
    readonly 'xml.too-large': "The service sent settings this app can't read.";
    readonly 'xml.wrong-root': "The service gave an answer this app can't use.";
    readonly 'account.invalid': "Your provider sent settings that are not complete.";
    readonly 'theme.invalid': "The look of this app could not be read.";
    readonly 'service.scheme': "Your provider's settings name an address this app can't use.";
    readonly 'service.method': "Your provider's settings can't be used.";
    readonly 'service.header': "Your provider's settings can't be used.";
    readonly 'template.bad-function': "Your provider's settings can't be used.";
    readonly 'template.bad-position': "Your provider's settings can't be used.";
    readonly 'template.bad-value': "This user name or password can't be sent to your provider.";
    readonly 'template.unavailable': "Please sign in again.";
    readonly 'url.insecure': "This address is not secure, so nothing was sent.";
    readonly 'url.malformed': "This address can't be used.";
    readonly 'storage.full': "Can't save: the storage of this device is full.";
    readonly 'storage.denied': "Can't save: the storage of this app is not writable.";
    readonly 'storage.locked': "Can't save while this device is locked.";
    readonly 'storage.failed': "Can't save on this device.";
    readonly 'storage.conflict': "Another window changed the settings at the same time.";
    readonly 'storage.damaged': "The saved settings are damaged.";
    readonly 'storage.newer-format': "These settings were saved by a newer version of this app.";
    readonly 'secrets.unavailable': "For your security, please sign in again.";
    readonly 'app.incomplete': "This app could not load all of its parts. Check your connection.";
    readonly 'run.cancelled': "Cancelled.";
    readonly 'run.replaced': "Replaced by another sign-in.";
    readonly 'run.too-long': "This takes too long. Please try again.";
    readonly 'run.busy': "This app is busy. Please try again in a moment.";
};

/** Pairs in order: a dictionary that survives JSON and knows no forbidden names. */
type Pairs<T> = readonly (readonly [name: string, value: T])[];

/**
 * What fully determines a run (I1). Absent and empty differ: absent is asked for, empty is an answer.
 * `Password` is a string at the edge and a reference inside the machine (S3).
 */
interface Parameters<Password = string> {
    readonly cloudId: CloudId;
    readonly username?: string;
    readonly password?: Password;
    /** From a registration wizard (I8): never sent again after the first run. */
    readonly oneTime?: true;
}

/**
 * Why something did not go on. Plain data, safe to log, show and store: no secret and no text of a document's value is
 * ever in it, except {@link Problem.message}, the provider's own sentence for the person (D8).
 */
interface Problem {
    /** Stable and documented in `docs/errors.md`; the only field that code should compare. */
    readonly code: ProblemCode;
    /** One sentence for the person in front of the app; the engineer's comes from `engineerSentence(problem)`. */
    readonly person: string;
    /** What is known about this occurrence. */
    readonly details: ProblemDetails;
    /** The provider's own sentence (D8): plain text, at most 500 characters; show it instead of `person` where present. */
    readonly message?: string;
}

/** Stable code of a problem. */
type ProblemCode = EarlyProblemCode | LaterProblemCode;

/** Facts about one occurrence; every field is optional and none holds a secret. */
interface ProblemDetails {
    /** The document concerned (F1). */
    readonly document?: string;
    /** HTTP status code. */
    readonly status?: number;
    /** Name of the node, header, placeholder or field concerned. */
    readonly node?: string;
    /** 1-based position in the document. */
    readonly line?: number;
    readonly column?: number;
    /** Scheme, host and port only, never a path or query. */
    readonly origin?: string;
    /** Milliseconds since the epoch before which trying again is pointless (O6). */
    readonly retryAt?: number;
    /** All faults of a document that was read but is not valid (D9), each with its node. */
    readonly faults?: readonly Fault[];
    /** A word from the platform, such as `ECONNREFUSED`; never free text that could echo a request. */
    readonly cause?: string;
    /** A limit that was passed, in the unit the sentence names. */
    readonly limit?: number;
}

/** Documents that are not applied while their content is the one that failed (R10). */
interface Quarantine {
    /** Milliseconds since the epoch. */
    readonly since: number;
    /** SHA-256 of their bytes, lower-case hex. */
    readonly documents: readonly {
        readonly document: DocumentName;
        readonly digest: string;
    }[];
}

/** What failed here, and is not applied again for a day or until it changes (R10). */
interface QuarantineView {
    /** When it ends, in ms since the epoch. */
    readonly until: number;
    readonly documents: readonly DocumentName[];
}

/** A saved generation is in use. `failure` is about the last run or the start, never about this generation. */
interface Ready extends Always {
    readonly tag: 'ready';
    readonly generation: Generation;
    readonly failure?: Failure;
}

/** Why a refresh began: it was due, or a person or a link asked for it (I7). */
type RefreshCause = 'schedule' | 'person' | 'link';

/** What a refresh was begun for, and what it has found so far. */
interface RefreshOf {
    readonly by: RefreshCause;
    readonly asked: readonly Asked[];
    /** Validators are left out: everything is fetched anew (R5). */
    readonly resetCache?: true;
    /** A theme that failed holds nothing back (R9). */
    readonly theme?: Problem;
    /** What arrived as it was when it failed, and was not applied (R10). */
    readonly quarantined?: readonly Asked[];
    /** Edits of the user's made the account fail: they were set aside, and the person should know (D9). */
    readonly setAside?: Problem;
    /** How often another process saved first (S6). */
    readonly rebased?: number;
    /** Dial actions that failed are nobody's business but the log's (R14). */
    readonly dialActions?: {
        readonly problem: Problem;
        readonly outcome: OutcomeId | undefined;
    };
    /** What was shown beside the profile before, about the last submit or the start. */
    readonly failure?: Failure;
}

/** How a refresh ended. The profile in use is about what it brought, or what was there before. */
interface Refreshed {
    readonly run: number;
    readonly by: RefreshCause;
    /** Milliseconds since the epoch. */
    readonly at: number;
    /** `held`: something changed, and waits until the app lets go (R8). */
    readonly result: 'changed' | 'unchanged' | 'held' | 'failed' | 'cancelled';
    readonly steps: Steps;
    /** Why it failed; beside another result, what became of a theme that holds nothing back (R9). */
    readonly problem?: Problem;
    readonly outcome?: OutcomeId;
    /** Somebody should look at it (O). */
    readonly attention?: true;
    readonly warnings: readonly Noticed[];
}

interface Refusal {
    readonly row: AnswerRow;
    readonly status: number;
    readonly retryAt?: number;
    /** The account names this status as the one that signs out (R11). */
    readonly signOut?: true;
}

/** `action="remove"` (M6). */
interface RemoveMark extends Stamp {
    readonly id: string;
}

/** A value, or the problem that prevented it. Nothing in the core throws. */
type Result<T> = {
    readonly ok: true;
    readonly value: T;
} | {
    readonly ok: false;
    readonly problem: Problem;
};

/** A document by its revision and its bytes. */
interface Revised {
    /** Absent where the document carries none. */
    readonly revision?: Revision;
    /** SHA-256 of the bytes, lower-case hex. */
    readonly digest: string;
}

/** How new a document of the portal is (P4): a higher epoch is newer whatever the revision, such as after a restored backup. */
interface Revision {
    readonly epoch: number;
    readonly revision: number;
}

/** One run: from a submit, or from the time when a refresh was due, to a saved generation or to a problem. */
interface Run {
    readonly id: number;
    readonly parameters: Parameters<Leaf>;
    /** Milliseconds since the epoch. */
    readonly startedAt: number;
    /** How often it began again by itself because the network came back (F11). */
    readonly returns?: number;
    /** Present on a refresh (R): what is in use stays in use, and nobody is asked. */
    readonly refresh?: RefreshOf;
    /** When the whole run has taken too long (F9). */
    readonly limitAt: number;
    readonly steps: Steps;
    /** From 0 to 1, never goes back within a run (F7). */
    readonly progress: number;
    readonly collected: Collected;
    /** What was noticed and ignored on the way (M1, W2, W5, D7). */
    readonly warnings: readonly Noticed[];
    /** Known once `provisioning` was read; `undefined` inside: not configured (F4). */
    readonly services?: Services;
    /** The leaves of the account in use, for `%account[…]%` (W6); absent before there is one. */
    readonly account?: Pairs<Leaf>;
    /** Awaited fill of the portal's account templates (D5a). */
    readonly filling?: number;
    /** The filled account defaults, where no step 4 is configured (D5a). */
    readonly filled?: readonly IncomingNode[];
}

/** Documents are being fetched and read; `before` stays in use until everything succeeded (F5, F6). */
interface Running extends Always {
    readonly tag: 'running';
    readonly run: Run;
    readonly before?: Generation;
}

/** A document after its secrets were split off (S3). */
type SafeElement = XmlElement<Leaf>;

/** What is remembered of a document's last answer (R5, M10). */
interface SavedDocument {
    /** Which request the validators belong to (R5). */
    readonly key?: string;
    readonly revision: string;
    /** How new it is by the portal's own word (P4); absent where it says nothing. */
    readonly portalRevision?: Revision;
    readonly digest: string;
    readonly at: number;
    readonly etag?: string;
    readonly lastModified?: string;
}

interface SavedProfile {
    readonly identity: Identity;
    /** What later calls send for `%password%` (R2a); absent for one-time parameters (I8). */
    readonly password?: Leaf;
    readonly layers: Layers;
    readonly theme: Theme;
    readonly documents: Pairs<SavedDocument>;
    /** The portal's checks of the account, by node (D9). */
    readonly validators?: Pairs<readonly Validator[]>;
    readonly schedule: Schedule;
    /** Not known yet to work (R10); absent once the app has confirmed it, or where trials are off. */
    readonly trial?: Trial;
    /** What came back from a trial and is not tried again for now (R10). */
    readonly quarantine?: Quarantine;
}

/** Everything is merged and validated; the commit is under way (F6). */
interface Saving extends Always {
    readonly tag: 'saving';
    readonly run: Run;
    readonly next: Generation;
    readonly before?: Generation;
}

/** When what is asked for again by itself (R1, R3). */
interface Schedule {
    /** `false`: nobody is contacted until a person asks for it (R3). */
    readonly automatic: boolean;
    /** A refresh brought the switch-off at this time, in ms since the epoch; it counts once a later answer says the same (R3). */
    readonly offSince?: number;
    /** The documents that are asked for at a start of the app; those with a time also then. */
    readonly due: readonly Due[];
}

/** What placeholders stand for (W6). Names compare with their case. */
interface Scope {
    /** `%name%`: `username`, `password`, `fullcode`, `installid`, … */
    readonly values: Pairs<Leaf>;
    /** `%account[node]%`; absent before there is an account. */
    readonly account?: Pairs<Leaf>;
    /**
     * Names that belong here and have no value any more, such as a one-time password after its sign-in (R2a). A template that
     * asks for one is refused with `input.credentials-missing`, never sent with the placeholder in it.
     */
    readonly absent?: readonly string[];
}

/**
 * Stands for a secret (S3): state, events, commands, snapshots and traces hold references, the vault beside the driver
 * holds values. Equal values of one vault share one reference, so references can be compared.
 */
interface SecretRef {
    /** Opaque id in the vault, such as `s5f0c…`. Says nothing about the value. */
    readonly secret: string;
    /** The part that may be shown, for a URL whose query is secret: everything before the `?`. */
    readonly shown?: string;
}

/** A web service as its group of keys defines it (W1). Templates are unfilled; secret parts are references (S3). */
interface ServiceDefinition {
    readonly prefix: ServicePrefix;
    /** URL template; its query is secret (S3). */
    readonly url: Leaf;
    readonly postData: Leaf;
    /** Media type of the body; `application/x-www-form-urlencoded` when absent (W3). */
    readonly contentType: string;
    readonly method: HttpMethod;
    readonly authUsername: Leaf;
    readonly authPassword: Leaf;
    /** Header template: `Name: value` lines (W4). */
    readonly customHeaders: Leaf;
    /** Deadline of the whole answer, in ms, 1,000 to 120,000 (F9). Absent: the general one. */
    readonly timeoutMs?: number;
}

/** The prefixes under which services are defined (W1); they compare without case. */
type ServicePrefix = 'initialGlobalProvisioning' | 'InitialProvisioning' | 'extProv' | 'dialActionWs';

interface Services {
    /** Step 3. */
    readonly global: ServiceDefinition | undefined;
    /** Step 4; on a refresh the account's own `extProv` (R2). */
    readonly account: ServiceDefinition | undefined;
    /** `dialActionWs`, on a refresh only (R14). */
    readonly dialActions: ServiceDefinition | undefined;
    /** Whether the portal's document defines step 4; absent on a refresh that has not read one (D5a). */
    readonly signIn?: boolean;
}

/** What the app says of itself and of its device; constant for the life of a machine. Plain data. */
interface Settings {
    readonly app: AppIdentity;
    readonly device: DeviceFacts;
    /** Base URL of the portal (P1). */
    readonly portal: string;
    readonly insecure: InsecurePolicy;
    /** Runs 3 and 4 together, one round trip less (F3). Default off: 4 may use up a one-time PIN while 3 fails. */
    readonly overlap: boolean;
    /** For one request, body included, in ms; 30,000 unless a test or a laboratory says otherwise (F9). */
    readonly requestMs: number;
    /** Where the tries of a first run begin, in ms; 1,000 by default (R6). */
    readonly retryMs: number;
    /** For a whole first run, in ms; 90,000 by default (F9). */
    readonly runMs: number;
    /** What changes more than lightly has to prove itself (R10); absent: off. */
    readonly trial?: TrialSettings;
}

/** The signed-out generation is being committed, then everything else is removed (R12). */
interface SigningOut extends Always {
    readonly tag: 'signing-out';
    readonly next: Generation;
    readonly committed: boolean;
    readonly before?: Generation;
    /** What is shown afterwards, where the provider signed out (R11). */
    readonly farewell?: Failure;
    /** What the provider said: where another process saves first, it holds for whom it is about and nobody else (R11, S6). */
    readonly said?: Waiting;
    /** How often another process saved in between. */
    readonly conflicts: number;
}

/** What every entry and mark carries (M9). */
interface Stamp {
    readonly priority: number;
    readonly source: string;
    /** The arrival that last changed it. */
    readonly sequence: number;
}

/** Reading the store. */
interface Starting extends Always {
    readonly tag: 'starting';
    /** Read, but its secrets are still being opened. */
    readonly restored?: Generation;
    /** Noticed while reading: damage, a conflict. */
    readonly failure?: Failure;
    /** `restored` as it was read, where it is on trial: it waits for the rules of trials (R10). */
    readonly unopened?: Decoded;
    /** The trial of `restored` is over: what is committed for it (R10). */
    readonly verdict?: Generation;
    /** `restored` was handed out before, and is in use meanwhile. */
    readonly live?: true;
}

/** Plain data: `JSON.parse(JSON.stringify(state))` at any point changes nothing. */
type State = Starting | Empty | Running | Saving | Unsaved | Ready | Editing | SigningOut;

/** Where one document stands (F7). */
interface Step {
    readonly status: StepStatus;
    /** Decoded bytes so far. */
    readonly received: number;
    /** Announced size in bytes, where the server tells. */
    readonly total?: number;
    /** How often it was asked for within this run. */
    readonly attempt: number;
    readonly startedAt?: number;
    readonly endedAt?: number;
    /** The request whose answer is awaited; an answer with another id changes nothing. */
    readonly request?: number;
    /** Deadline of that request, ms since the epoch. */
    readonly deadlineAt?: number;
    /** When it is asked for again by itself, ms since the epoch (R6). */
    readonly againAt?: number;
    /** How the request under way answers a challenge (W10). */
    readonly authentication?: Authentication;
    /** A refusal whose sentence is still being read (D8). */
    readonly refusal?: Refusal;
    /** Validators and revision of an answer whose body is being read. */
    readonly answered?: Answered;
}

type StepStatus = 'waiting' | 'running' | 'done' | 'unchanged' | 'skipped' | 'failed';

type Steps = {
    readonly [name in Asked]: Step;
};

/** Why the store or the secrets could not do what was asked. */
interface StorageTrouble {
    readonly reason: 'full' | 'denied' | 'locked' | 'lost' | 'failed';
    readonly cause: string;
}

/** One stored generation: its number and its text, exactly as committed. */
interface StoredGeneration {
    readonly number: number;
    readonly text: string;
}

/** What every trace begins with. */
const TRACE_FORMAT = "firstring-trace";

/** Raised when an older reader would misunderstand. */
const TRACE_VERSION = 1;

/** Where a request goes. The portal gets the cloud ID and nothing else (F2). */
type Target = {
    readonly to: 'portal';
    readonly document: 'provisioning' | 'theme';
    readonly cloudId: CloudId;
} | {
    readonly to: 'provider';
    readonly document: 'global_extprov' | 'extprov' | 'dialActionWs';
    readonly service: ServiceDefinition;
    readonly scope: Scope;
    /** Answers a challenge (W10); absent the first time. */
    readonly authentication?: Authentication;
};

/** The look of an app (D12). Plain data; names are the operator's own, so they are pairs and not records (D1). */
interface Theme {
    readonly name: string;
    readonly colours: {
        readonly light: Pairs<string>;
        readonly dark: Pairs<string>;
    };
    /** Lists of font families, in order of preference. */
    readonly fonts: Pairs<string>;
    readonly images: Pairs<ThemeImage>;
    readonly critical: ThemeCritical;
}

/** What an app can draw with before anything else is read: at most 2 KiB as JSON in UTF-8 (D12). */
interface ThemeCritical {
    /** Colours, written `#rgb`, `#rrggbb` or `#rrggbbaa`. */
    readonly background: string;
    readonly primary: string;
    readonly text: string;
    /** Name of one of the theme's images. */
    readonly logo?: string;
}

/** An image by its address, and what it must be when it has arrived (D12). */
interface ThemeImage {
    /** Absolute http(s) URL without user info. */
    readonly url: string;
    /** SHA-256 of its bytes, 64 lower-case hex digits. */
    readonly sha256: string;
    /** Its size, 1 or more. */
    readonly bytes: number;
}

/** What is on trial, and what comes back if it fails (R10). Edits and light changes on top of it take it along. */
interface Trial {
    /** Number of the generation that it began with: the book counts starts for it. */
    readonly of: number;
    /** Milliseconds since the epoch. */
    readonly since: number;
    /** The last one known to work, without the user's own layer; absent after a sign-in, when there is none. */
    readonly fallback?: Fallback;
}

interface TrialSettings {
    /** How long the app may be in use, online, until a start without a confirmation counts against what is on trial, in ms; 600,000 by default. */
    readonly windowMs?: number;
    /** No other process uses this store at the same time: a start that left no mark of its end ended in a crash. */
    readonly alone: boolean;
}

/** What an app may show of it. */
interface TrialShown {
    readonly trial?: TrialView;
    readonly quarantine?: QuarantineView;
}

interface TrialStarts {
    /** The trial that they are about, and no other one: {@link Trial.of}. */
    readonly of: number;
    /** How many starts count against it. */
    readonly failed: number;
    /** A start is under way whose end is not known. The next start that still finds it here knows that it ended in a crash. */
    readonly open?: true;
    /** Those with what is on trial until this one's first generation is saved. */
    readonly before?: Omit<TrialStarts, 'before'>;
}

/** The settings in use are on trial: `confirm()` or `reject()` ends that (R10). */
interface TrialView {
    /** When it began, in ms since the epoch. */
    readonly since: number;
    /**
     * When this start counts against it if nobody confirms, in ms since the epoch. Absent while the app is offline or behind, before a
     * server was heard in this start, and once the start counts.
     */
    readonly until?: number;
    /** How many starts count against it. The second one ends the trial. */
    readonly failedStarts: number;
    /** Whether there is something to go back to; after a sign-in there is not. */
    readonly fallback: boolean;
    /** It failed, and there was nothing to go back to: somebody should look at it. */
    readonly attention: boolean;
}

/** Ends with the process: every start of the app begins a new one. */
interface TrialWatch {
    /** Which trial `judged`, `counted` and `until` are about. */
    readonly of?: number;
    /** What the app said of it. */
    readonly judged?: boolean;
    /** This start counts against it already. */
    readonly counted?: true;
    /** A server answered in this start. */
    readonly proved?: true;
    readonly offline?: true;
    readonly hidden?: true;
    /** When this start counts against it if nobody confirms, in ms since the epoch; only while online and in front. */
    readonly until?: number;
    readonly shown?: TrialShown;
}

/** The store refused; the validated generation waits in memory and a retry repeats only the save (O13). */
interface Unsaved extends Always {
    readonly tag: 'unsaved';
    readonly run: Run;
    readonly next: Generation;
    readonly before?: Generation;
    readonly failure: Failure;
}

/** What a portal may ask of an account node (D9), by the words of its document. `bindport` is read as `port`. */
const VALIDATOR_TYPES: readonly ["required", "numeric", "host", "port", "bindport", "rtpRange", "oneOf", "email", "length", "endsWith", "sameAsOther", "hostOneOf", "hostEndsWith", "portNotAllowed"];

/** One check that the portal's document attaches to an account node (D5, D9). Plain data; what was not sent is absent. */
interface Validator {
    readonly type: ValidatorType;
    /** `numeric`: the bounds of the number; `length`: of its characters. Inclusive. */
    readonly min?: number;
    readonly max?: number;
    /** `oneOf`, `hostOneOf`, `hostEndsWith`, `endsWith`: any of them; `portNotAllowed`: none of them. */
    readonly list?: readonly string[];
    /** `sameAsOther`: the other node; `rtpRange`: the other end of the range. */
    readonly prop?: string;
    /** `oneOf`: `UDP` is `udp`. Hosts never have a case. */
    readonly ignoreCase?: true;
    /** `required`: white space is something. */
    readonly allowWhitespace?: true;
    /** An empty value passes all checks but `required` and `sameAsOther`, unless the portal says `allowEmpty="0"`. */
    readonly allowEmpty?: false;
    /** What the person reads: in general, below `min`, above `max`. Plain text in several languages, 500 characters at most (D8). */
    readonly message?: LocalTexts;
    readonly message1?: LocalTexts;
    readonly message2?: LocalTexts;
}

type ValidatorType = (typeof VALIDATOR_TYPES)[number];

/** What a server gave with an answer, to ask later whether that is still the same (R5). */
interface Validators {
    readonly etag?: string;
    readonly lastModified?: string;
    /** {@link requestKey} of the request that it answered. */
    readonly key: string;
}

/** A node's value (M1): its text, a secret, or its whole subtree. */
type Value = Leaf | SafeElement;

/**
 * What a refresh found and what is not applied yet: the app holds (R8), or another process saved first (S6). The newest only, and
 * in memory only. It is what arrived and not what became of it, so that it can be merged into whatever is in use by then.
 */
interface Waiting {
    readonly run: Run;
    /** Whose profile it is about. */
    readonly of: Identity;
    readonly shown: WaitingView;
    /** The provider signs out, with this sentence (R11). */
    readonly signOut?: {
        readonly message?: string;
    };
}

/** What an app shows of it. */
interface WaitingView {
    /** The heaviest of what would change (M11). */
    readonly impact: Impact;
    /** The provider signs out (R11). */
    readonly signsOut: boolean;
}

/** Something noticed that changes nothing: an ignored attribute, a repeated node, an unknown placeholder. */
interface Warning {
    /** Stable, listed in `docs/errors.md`. */
    readonly code: string;
    /** Name of the node, attribute or placeholder. */
    readonly node: string;
}

/**
 * One element of a document that was read, without its parser. Names are qualified names as written. `text` is the
 * concatenation of the element's own text and CDATA, in order, nothing trimmed (D2a). Attributes are pairs in document
 * order, so that a name such as `__proto__` is an ordinary name (D1) and JSON keeps them.
 */
interface XmlElement<Text = string> {
    readonly name: string;
    readonly attributes: readonly (readonly [name: string, value: Text])[];
    readonly text: Text;
    readonly children: readonly XmlElement<Text>[];
}
