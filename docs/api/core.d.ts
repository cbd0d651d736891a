// Generated from the build: `pnpm api:write`. A change here is a change of what users see.

/** First match wins. */
export const ANSWERS: readonly AnswerRow[];

/** A known account node (D6), see `docs/account-nodes.md`. */
export type AccountNodeName = NodeRow[0];

/** What {@link accountNode} gives for a name: `undefined` is possible exactly where the node has no documented default. */
export type AccountNodeValue<Name extends AccountNodeName> = Name extends unknown ? Read<Extract<NodeRow, readonly [Name, ...unknown[]]>[1], Extract<NodeRow, readonly [Name, ...unknown[]]>[2]> : never;

/** A kind of answer by its status code; `OUTCOMES` says what then happens. */
export interface AnswerRow {
    readonly id: OutcomeId;
    readonly from: 'portal' | 'provider' | 'both';
    /** Single codes and inclusive ranges. */
    readonly status: readonly (number | readonly [from: number, to: number])[];
    /** `document`: read it. `message`: look for the provider's sentence (D8). `nothing`: the body is of no use. */
    readonly body: 'document' | 'message' | 'nothing';
    readonly code?: EarlyProblemCode;
}

/** What a link asks a running app to do (I7). It asks: the app confirms, limits and schedules. */
export interface AppLink {
    readonly kind: 'refresh';
    /** The documents to refresh, in the order of F1, each once, at least one. Absent: all. */
    readonly only?: readonly DocumentName[];
    /** Drop validators first, so that everything is fetched anew (R5). */
    readonly resetCache: boolean;
}

/** What is asked for: the four documents, and the dial actions that have a service of their own, which are no step of the flow (R14). */
export type Asked = DocumentName | 'dialActionWs';

/** How the service's `AuthUsername` and `AuthPassword` sign a request (W10). The challenge is no secret. */
export interface Authentication {
    readonly challenge: Challenge;
    /** Whether it answers a second challenge, because the nonce of the first one was too old. */
    readonly renewed: boolean;
}

/** What a server asks for, as far as we can answer it (W10). Plain data without a secret. */
export type Challenge = {
    readonly scheme: 'basic';
} | DigestChallenge;

/** One leaf that would be another. */
export interface Change {
    /** As `explain` takes it; of an item without any leaf the path of the item. */
    readonly path: string;
    readonly kind: 'added' | 'changed' | 'removed';
    readonly impact: Impact;
    /** What is shown before and after; masked where it is secret (S4), so that a changed secret looks the same. */
    readonly before?: string | XmlElement;
    readonly after?: string | XmlElement;
}

/** Who delivers: one layer a channel (M9). `dialActionWs` answers belong to `global`. */
export type Channel = 'defaults' | 'portal' | 'global' | 'account' | 'user';

/** D9 as a function: the faults of a merged account. */
export type CheckAccount = (account: Pairs<ProfileValue>) => readonly Fault[];

/** One layer's offer for a leaf. Its value is masked where it is secret (S4); a subtree stays a tree. */
export interface Claim extends Provenance {
    readonly value: string | XmlElement;
}

/** The texts of a screen with two fields, ready to be shown again. */
export interface ClassicFields {
    readonly first: string;
    /** Taken verbatim; absent where the screen has not asked for it. */
    readonly password?: string;
}

/** A cloud ID after I2 and I3. */
export interface CloudId {
    /** Upper case, without star: for the portal's path, storage keys and hashes. */
    readonly canonical: string;
    /** As typed, star included: what `%fullcode%` and displays show. */
    readonly fullcode: string;
    /** A trailing `*` selects the editable version (I3). */
    readonly version: 'live' | 'editable';
}

/** What is asked of the world, in the imperative. Plain data; secrets are references (S3). */
export type Command = {
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

/** Who signs in at a service: `AuthUsername` and `AuthPassword` after filling. Exists only between the driver and the http port. */
export interface Credentials {
    readonly username: string;
    readonly password: string;
}

export interface CscOptions {
    /** The cloud ID of a white-label app: a code for another one is refused (I6). Absent in a generic app. */
    readonly builtIn?: string;
    /** Lets a white-label app take a code for another cloud ID (I6). Default `false`. */
    readonly allowOtherCode?: boolean;
}

/** When a refresh that failed is tried again (R6): `regular` means not before its next regular time. */
export type Curve = 'fast' | 'slow' | 'regular';

/** The scheme that every app answers to unless it registers its own (I7). */
export const DEFAULT_LINK_SCHEMES: readonly string[];

/** A programmable dial action (D7). Nothing about its inner nodes is public, so they come along whole. */
export interface DialAction {
    readonly id: string;
    /** In the language of the locale: `displayName`, or else `title`. */
    readonly displayName?: string;
    /** A number or a URI, without outer white space. */
    readonly uri?: string;
    /** Absolute, http or https only (T2). */
    readonly portraitUrl?: string;
    readonly nodes: Pairs<ProfileValue>;
}

export type DigestAlgorithm = 'SHA-256' | 'SHA-256-sess' | 'MD5' | 'MD5-sess';

export interface DigestChallenge {
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

/** What one request adds to an answer to a challenge. */
export interface DigestUse {
    readonly method: string;
    /** Path and query, as they are sent. */
    readonly uri: string;
    /** How often this nonce is used with this one, from 1 (`nc`). */
    readonly count: number;
    /** The client's own nonce: printable ASCII that nobody can guess. */
    readonly cnonce: string;
}

/** What reading a body gave: a tree without secrets, a theme, or the sentence of an error body (D8). */
export type DocumentContent = {
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
export type DocumentName = 'provisioning' | 'theme' | 'global_extprov' | 'extprov';

/** Of those that code meets which an app starts with. */
export type EarlyProblemCode = keyof typeof PROBLEMS;

/**
 * Whether the user may edit (M8). `locked`: something above priority 40 stands there, which `by` names; `read-only`: the key
 * is what the documents say (D4), or belongs to the portal's web services; `hidden`: the item is not shown; `unknown`: no
 * path of a profile.
 */
export type Editable = {
    readonly allowed: true;
} | {
    readonly allowed: false;
    readonly reason: 'locked' | 'read-only' | 'hidden' | 'unknown';
    /** Only with `locked`, and with `hidden` where a remove mark is why. */
    readonly by?: Provenance;
    /** The reason as words for a person. */
    readonly why: string;
};

export type Explanation = {
    readonly found: true;
    readonly path: string;
    /** Absent where nothing of the leaf is visible. Otherwise the value that `merge` shows. */
    readonly winner?: Claim;
    /** From the strongest to the weakest. */
    readonly losers: readonly LostClaim[];
    readonly editable: Editable;
} | {
    readonly found: false;
    readonly path: string;
    /** Paths that may have been meant, the nearest first, at most five. */
    readonly suggestions: readonly string[];
};

/** No answer at all (O3, O4, O9, O11). */
export const FAILURES: {
    readonly [reason in FailureReason]: EarlyProblemCode;
};

/** Why no answer came, in the words of the http port. */
export type FailureReason = 'offline' | 'dns' | 'refused' | 'reset' | 'tls' | 'unreachable' | 'timeout' | 'failed' | 'too-large' | 'cut-off' | 'encoding' | 'redirect' | 'aborted';

/** One reason why a document is not valid (D9). */
export interface Fault {
    readonly node: string;
    /** A stable word such as `required`, `host`, `minimum`, `oneOf`. */
    readonly rule: string;
    /** A sentence for the person. */
    readonly person: string;
}

/** What a form knows of its parameters beyond their text. */
export interface FormOptions {
    /** Step 4 of a registration wizard (I8): these parameters are never sent again after the first run. Default `false`. */
    readonly oneTime?: boolean;
}

/**
 * What is saved, as one value (S1). Secrets are references; their values travel sealed beside it (S3). A generation
 * without `profile` is a signed-out one: it keeps only `installId` (R12), and the theme where the provider signed out (R11).
 */
export interface Generation {
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

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'HEAD' | 'DELETE';

/** A request ready to send. May hold secrets: it exists only between the driver and the http port. */
export interface HttpRequest {
    readonly method: HttpMethod;
    /** Absolute http(s) URL without fragment. */
    readonly url: string;
    readonly headers: Pairs<string>;
    /** Sent as UTF-8. Absent for GET and HEAD (W3). */
    readonly body?: string;
    /** Whether a body, credentials or custom headers are in it: such a request follows no redirect to another origin (W11). */
    readonly sensitive: boolean;
}

/**
 * How heavily a change weighs once it is applied (M11), from light to heavy: `hot` counts from the next time it is looked at;
 * `reregister` makes the SIP account register anew; `restart` needs a new start of the app; `relogin` a new sign-in to the
 * services behind the account.
 */
export type Impact = 'hot' | 'reregister' | 'restart' | 'relogin';

/** A collection as one document sends it; `sweepBelow` is `maxQuickDialReplacePriority` (M6). */
export interface IncomingCollection {
    readonly sweepBelow?: number;
    readonly items: readonly IncomingItem[];
}

/** What one document brings to the merge, whatever its shape was. Absent sections bring nothing. */
export interface IncomingDocument {
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
export interface IncomingItem {
    readonly id: string;
    readonly priority?: number;
    readonly source?: string;
    /** `action="remove"` (M6). */
    readonly remove?: true;
    readonly nodes: readonly IncomingNode[];
}

/** A key node of a mergeable document (M1). `priority` and `source` are absent where the document gives none (M2). */
export interface IncomingNode {
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
export type InsecurePolicy = 'never' | 'loopback' | 'without-secrets' | 'secrets-on-loopback' | 'with-secrets';

/** What the user does with a whole item: give it these children, creating it where it is not shown, or delete it (M7). */
export type ItemEdit = {
    readonly item: Pairs<Value>;
} | {
    readonly remove: true;
};

/** Where an item of a collection stands: `quickDial.reception`. */
export interface ItemPath {
    readonly section: CollectionName;
    readonly id: string;
}

/** Layers that hold, and what had to go for it. */
export interface Kept {
    /** The same object where nothing was set aside. */
    readonly layers: Layers;
    /** The paths of the edits that were taken away, in the order in which they were made. */
    readonly setAside: readonly string[];
    /** The faults that they brought; without an edit set aside empty, although the layers may have faults of the provider's. */
    readonly faults: readonly Fault[];
}

/** The critical part of a theme as an app keeps it: the logo by its hash, so that nothing else has to be read (D12). */
export interface KeptCritical extends Omit<ThemeCritical, 'logo'> {
    /** SHA-256 of the logo's bytes, by which an app that keeps images finds it; 64 lower-case hex digits. */
    readonly logo?: string;
}

/** Everything that ever arrived and still counts (M9). Lists, so that names are only values (D1). Plain data: `JSON.parse(JSON.stringify(layers))` behaves the same. */
export interface Layers extends Readonly<Record<Channel, Layer>> {
    /** By growing sequence. */
    readonly arrivals: readonly Arrival[];
}

/** Text that may be secret. An empty text is never a secret, so emptiness can be seen without opening anything. */
export type Leaf = string | SecretRef;

/** One text in several languages: BCP 47 tags as written, `''` for the text without `lang` (D7). In document order. */
export type LocalTexts = Pairs<string>;

/**
 * Why an offer lost (M3, M6, M9): against the winner by `lower-priority` or, at equal priority, as `older`; hidden by a
 * mark, which `by` names, as `removed` or `swept`; or `dormant`: no layer shows the item to which it belongs.
 */
export type LossReason = 'lower-priority' | 'older' | 'removed' | 'swept' | 'dormant';

export interface LostClaim extends Claim {
    readonly reason: LossReason;
    /** The remove or sweep mark; its `priority` is the one of a remove, or the N below which a sweep clears. */
    readonly by?: Provenance;
    /** The reason as a sentence for a person. */
    readonly why: string;
}

/** What stands wherever a secret would (S4). Says nothing about the secret, not even its length. */
export const MASK = "\u2022\u2022\u2022\u2022\u2022\u2022";

/** Facts, in the past tense. Each carries `at`, in ms since the epoch: the core has no clock of its own. */
export type MachineEvent = {
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

/** What Android restrictions or an iOS managed app configuration hold; other keys than these three are left alone (I9). */
export type ManagedConfiguration = Readonly<Record<string, string>>;

export interface ManagedOptions extends FormOptions {
    /** The cloud ID of a white-label app. Absent in a generic app. */
    readonly builtIn?: string;
}

/** A warning and the document it is about, so that a provider can mend what its server sends. */
export interface Noticed extends Warning {
    readonly document: Asked;
}

/** The outcome table (O): what an answer does, on a first run and on a refresh. */
export const OUTCOMES: readonly OutcomeRow[];

/** What happens on a first run. `again`: the portal's documents are asked for again by themselves before the person is asked (R6). */
export type OnFirstRun = 'go-on' | 'ask' | 'again' | 'never';

/** What happens on a refresh. `keep`: the last good profile stays. `attention`: the same, and somebody should look at it. */
export type OnRefresh = 'commit' | 'unchanged' | 'keep' | 'attention' | 'sign-out';

/** Rows of the outcome table in `docs/spec.md` (O). */
export type OutcomeId = 'O1' | 'O2' | 'O3' | 'O4' | 'O5' | 'O5p' | 'O6' | 'O7' | 'O8' | 'O9' | 'O10' | 'O11' | 'O12' | 'O13' | 'O14' | 'O15' | 'O16' | 'O17' | 'O18';

export type OutcomeRow = readonly [id: OutcomeId, firstRun: OnFirstRun, refresh: OnRefresh, curve: Curve];

/** Pairs in order: a dictionary that survives JSON and knows no forbidden names. */
export type Pairs<T> = readonly (readonly [name: string, value: T])[];

/**
 * What fully determines a run (I1). Absent and empty differ: absent is asked for, empty is an answer.
 * `Password` is a string at the edge and a reference inside the machine (S3).
 */
export interface Parameters<Password = string> {
    readonly cloudId: CloudId;
    readonly username?: string;
    readonly password?: Password;
    /** From a registration wizard (I8): never sent again after the first run. */
    readonly oneTime?: true;
}

/** Where a leaf of the profile stands: `account.codecOrder`, `quickDial.reception.displayName`. */
export type Path = {
    readonly section: NodeSection;
    readonly name: string;
} | (ItemPath & {
    readonly name: string;
});

/** What applying would change (M11). Plain data without secrets. */
export interface Plan {
    /** In the profile's order, the removed ones of a list behind. Empty where both profiles have the same leaves; the order of items is not compared. */
    readonly changes: readonly Change[];
    /** The heaviest of all; absent where nothing changes. */
    readonly impact?: Impact;
}

/** A known preference key (D4). */
export type PrefKeyName = KeyRow[0];

/** What {@link prefKey} gives for a name. */
export type PrefKeyValue<Name extends PrefKeyName> = Name extends unknown ? Read<Extract<KeyRow, readonly [Name, ...unknown[]]>[1], Extract<KeyRow, readonly [Name, ...unknown[]]>[3]> : never;

/**
 * Why something did not go on. Plain data, safe to log, show and store: no secret and no text of a document's value is
 * ever in it, except {@link Problem.message}, the provider's own sentence for the person (D8).
 */
export interface Problem {
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
export type ProblemCode = EarlyProblemCode | LaterProblemCode;

/** Facts about one occurrence; every field is optional and none holds a secret. */
export interface ProblemDetails {
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

/**
 * Everything merged: what an app starts with. A pure function of the layers (M9). Pairs are in a stable order: layer by
 * layer from the defaults to the user, and inside a layer the order in which the nodes first arrived. So the order, too,
 * is the same whichever layer arrived first (M13).
 */
export interface Profile {
    readonly account: Pairs<ProfileValue>;
    readonly prefKeys: Pairs<ProfileValue>;
    readonly service: Pairs<ProfileValue>;
    readonly quickDial: readonly ProfileItem[];
    readonly dialActions: readonly ProfileItem[];
}

/** An item of a collection as it is shown, in order. */
export interface ProfileItem {
    readonly id: string;
    readonly nodes: Pairs<ProfileValue>;
}

/** A value as the app reads it: text exactly as sent (D2a), a reference to a secret, or a whole subtree (M5). */
export type ProfileValue = string | SecretRef | SafeElement;

/** Where an entry or a mark comes from (M9). */
export interface Provenance {
    /** The layer in which it stands. */
    readonly layer: Channel;
    readonly source: string;
    readonly priority: number;
    /** What brought it; with `revision` and `at` absent where the layers do not tell. */
    readonly document?: Origin;
    readonly revision?: string;
    /** Milliseconds since the epoch. */
    readonly at?: number;
}

/** A quick dial (D7). What was not sent, or can't be used, is absent. */
export interface QuickDial {
    readonly id: string;
    /** In the language of the locale; kept as it was sent. */
    readonly displayName?: string;
    /** A number or a URI, without outer white space. */
    readonly uri?: string;
    /** Absolute, http or https only (T2). */
    readonly portraitUrl?: string;
}

/** A document as the parser gave it; may hold secrets, never leaves the driver. */
export type RawElement = XmlElement;

/** A value, or the problem that prevented it. Nothing in the core throws. */
export type Result<T> = {
    readonly ok: true;
    readonly value: T;
} | {
    readonly ok: false;
    readonly problem: Problem;
};

/** How new a document of the portal is (P4): a higher epoch is newer whatever the revision, such as after a restored backup. */
export interface Revision {
    readonly epoch: number;
    readonly revision: number;
}

/** A document after its secrets were split off (S3). */
export type SafeElement = XmlElement<Leaf>;

/** What is remembered of a document's last answer (R5, M10). */
export interface SavedDocument {
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

export interface SavedProfile {
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

/** What placeholders stand for (W6). Names compare with their case. */
export interface Scope {
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
export interface SecretRef {
    /** Opaque id in the vault, such as `s5f0c…`. Says nothing about the value. */
    readonly secret: string;
    /** The part that may be shown, for a URL whose query is secret: everything before the `?`. */
    readonly shown?: string;
}

/** A web service as its group of keys defines it (W1). Templates are unfilled; secret parts are references (S3). */
export interface ServiceDefinition {
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
export type ServicePrefix = 'initialGlobalProvisioning' | 'InitialProvisioning' | 'extProv' | 'dialActionWs';

/** What the app says of itself and of its device; constant for the life of a machine. Plain data. */
export interface Settings {
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

/** Why a refresh is held back (M12). Names only, no value. */
export interface Shrink {
    /** `essential`: one without which nobody is called; `half`: more than half of the provider's account nodes. */
    readonly reason: 'essential' | 'half';
    /** The account nodes that would become empty: all where they are more than half, else the essential ones. */
    readonly nodes: readonly string[];
    /** How many account nodes of the provider's had a value. */
    readonly of: number;
    /** The documents that empty them: `force` on every one of their roots lets it through. */
    readonly documents: readonly DocumentName[];
}

/** An absolute http(s) URL in its parts. Built by {@link splitUrl}, so it is in the spelling that a WHATWG reader gives too. */
export interface SplitUrl {
    readonly scheme: 'http' | 'https';
    /** Whether a user info part was there; its text is not kept. */
    readonly userInfo: boolean;
    /** Lower case; an IPv6 address in its brackets. */
    readonly host: string;
    /** The scheme's own (80, 443) where the URL names none. */
    readonly port: number;
    /** Begins with `/`; dot segments are resolved. */
    readonly path: string;
    /** Without its `?`; absent where there is none. */
    readonly query?: string;
}

/** Plain data: `JSON.parse(JSON.stringify(state))` at any point changes nothing. */
export type State = Starting | Empty | Running | Saving | Unsaved | Ready | Editing | SigningOut;

/** One stored generation: its number and its text, exactly as committed. */
export interface StoredGeneration {
    readonly number: number;
    readonly text: string;
}

/** Where a request goes. The portal gets the cloud ID and nothing else (F2). */
export type Target = {
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
export interface Theme {
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
export interface ThemeCritical {
    /** Colours, written `#rgb`, `#rrggbb` or `#rrggbbaa`. */
    readonly background: string;
    readonly primary: string;
    readonly text: string;
    /** Name of one of the theme's images. */
    readonly logo?: string;
}

/** An image by its address, and what it must be when it has arrived (D12). */
export interface ThemeImage {
    /** Absolute http(s) URL without user info. */
    readonly url: string;
    /** SHA-256 of its bytes, 64 lower-case hex digits. */
    readonly sha256: string;
    /** Its size, 1 or more. */
    readonly bytes: number;
}

/** What a step gives: the next state and what is asked of the world. */
export type Transition = readonly [State, readonly Command[]];

/** One check that the portal's document attaches to an account node (D5, D9). Plain data; what was not sent is absent. */
export interface Validator {
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

export type ValidatorType = (typeof VALIDATOR_TYPES)[number];

/** What a server gave with an answer, to ask later whether that is still the same (R5). */
export interface Validators {
    readonly etag?: string;
    readonly lastModified?: string;
    /** {@link requestKey} of the request that it answered. */
    readonly key: string;
}

/** A node's value (M1): its text, a secret, or its whole subtree. */
export type Value = Leaf | SafeElement;

/** Something noticed that changes nothing: an ignored attribute, a repeated node, an unknown placeholder. */
export interface Warning {
    /** Stable, listed in `docs/errors.md`. */
    readonly code: string;
    /** Name of the node, attribute or placeholder. */
    readonly node: string;
}

/** One challenge as a server wrote it (RFC 9110, section 11.6.1). */
export interface WrittenChallenge {
    /** In lower case. */
    readonly scheme: string;
    /** Names in lower case, quoted strings without quotes and backslashes. */
    readonly parameters: Pairs<string>;
}

/** Depth 64, 100,000 elements, 256 attributes an element (F9). */
export const XML_LIMITS: XmlLimits;

/**
 * One element of a document that was read, without its parser. Names are qualified names as written. `text` is the
 * concatenation of the element's own text and CDATA, in order, nothing trimmed (D2a). Attributes are pairs in document
 * order, so that a name such as `__proto__` is an ordinary name (D1) and JSON keeps them.
 */
export interface XmlElement<Text = string> {
    readonly name: string;
    readonly attributes: readonly (readonly [name: string, value: Text])[];
    readonly text: Text;
    readonly children: readonly XmlElement<Text>[];
}

/** Why bytes are no document: a closed list (D2). The wrong root is judged later, by the document that was asked for. */
export type XmlFailureCode = 'xml.not-well-formed' | 'xml.doctype' | 'xml.encoding' | 'xml.too-deep' | 'xml.too-large';

/** Caps on a document's shape (F9). */
export interface XmlLimits {
    /** Levels; the root is level 1. */
    readonly depth: number;
    /** Elements of a document. */
    readonly nodes: number;
    /** Attributes of one element. */
    readonly attributes: number;
}

/** What a reader says of bytes: total, the same on every platform (D2). Line and column are 1-based. */
export type XmlReading = {
    readonly ok: true;
    readonly root: RawElement;
} | {
    readonly ok: false;
    readonly code: XmlFailureCode;
    readonly line: number;
    readonly column: number;
};

/**
 * Reads a known account node by its type (D6, D2a). What is absent, or is not what the table says it is, gives the documented
 * default, or `undefined` where there is none: never `NaN`, never a guess. An empty text or list is a value (M4); any other
 * empty node counts as absent. A secret in the place of a text can't be read and counts as malformed. A dotted name such as
 * `opusOptions.class` is looked for inside its subtree first.
 */
export function accountNode<Name extends AccountNodeName>(profile: Pick<Profile, 'account'>, name: Name): AccountNodeValue<Name>;

/**
 * Merges one document into the layer of its channel (M1 to M6). Returns `layers` itself where nothing changed, so a 200
 * with the same content and a 304 mean the same (M3). Total; changes no argument.
 */
export function applyDocument(layers: Layers, channel: Channel, incoming: IncomingDocument, arrival: Pick<Arrival, 'document' | 'revision' | 'at'>): Layers;

/**
 * Whether the user may edit what stands at a path, or why not (M8): a leaf such as `account.codecOrder` or
 * `quickDial.reception.displayName`, or a whole item, `quickDial.reception`, to create or to remove it. Of a leaf that the
 * layers hold, it says what `explain` says. A leaf that nobody has set yet may be set.
 */
export function canEdit(layers: Layers, path: string): Editable;

/**
 * The best of the challenges in these `WWW-Authenticate` values (W10): Digest with SHA-256, Digest with MD5, then Basic. Of
 * equal ones the first. `undefined`: none that we can answer.
 *
 * @param basic whether Basic may be used at all: `mayUseBasic`.
 */
export function chooseChallenge(values: readonly string[], basic: boolean): Challenge | undefined;

/**
 * Chooses a text by a BCP 47 locale (D7): the same tag, in any case and with `_` for `-`; then the tag without its last parts,
 * `zh-Hant` for `zh-Hant-TW`; then any text of that language; then the one without `lang`; then the first. `undefined` only
 * where there is no text.
 */
export function chooseText(texts: LocalTexts, locale: string): string | undefined;

/**
 * When the machine wants to hear `clock.reached` at the latest, in ms since the epoch; `undefined`: nothing waits for
 * time. The driver asks after each step and keeps one timer (F9, R7).
 */
export function deadline(state: State): number | undefined;

/** Problems: `storage.damaged` (S2), `storage.newer-format` (S5). */
export function decodeGeneration(stored: StoredGeneration): Result<Decoded>;

/**
 * Decodes strict UTF-8 (D1): `undefined` for anything that is not, overlong forms, surrogates and values beyond U+10FFFF
 * included. One leading byte order mark is dropped; a second one stays as U+FEFF. The same on every platform (D2).
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined;

/** The dial actions of a profile in their order, with texts for a BCP 47 locale such as `cs-CZ` (D7). */
export function dialActions(profile: Pick<Profile, 'dialActions'>, locale: string): readonly DialAction[];

/**
 * The value of `Authorization` that answers a Digest challenge (RFC 7616, section 3.4; RFC 2617 where no `qop` is offered).
 * Names and passwords are taken as UTF-8, without normalisation: as they were typed. `undefined` for a lone surrogate.
 */
export function digestAuthorization(challenge: DigestChallenge, { username, password }: Credentials, { method, uri, count, cnonce }: DigestUse): string | undefined;

/**
 * Puts a value of the user's at priority 40 into the user's layer (M2), where it stays until {@link revert}, whatever of 40
 * or less the provider sends later, except at 40 itself (M3). A leaf, `account.codecOrder` or `quickDial.reception.uri`,
 * takes a {@link Value}; an item, `quickDial.reception`, an {@link ItemEdit}. A child that is edited does not create its
 * item: it goes when the provider's item goes.
 *
 * Secrets are references: `sealEdit` makes them. `at` is in milliseconds since the epoch. Where nothing changes, the value is
 * `layers` itself. Problems: `edit.locked`, `.read-only`, `.hidden` and `.unknown` as `canEdit` says (M8); `edit.invalid`
 * with the faults that this edit would bring (D9); `edit.in-clear` for a secret that is no reference (S3).
 */
export function edit(layers: Layers, path: string, value: Value | ItemEdit, at: number, check?: CheckAccount): Result<Layers>;

export function emptyLayers(): Layers;

/**
 * The text that is stored (S1): one line `firstring-generation <format> <number> <sha-256>`, then JSON. The checksum
 * covers all that follows the line and the number, so that a swapped file is seen too.
 */
export function encodeGeneration(generation: Generation, sealed: string | undefined): StoredGeneration;

/** One sentence for the engineer who looks into a problem: what happened, with its details and the clause. Safe to log (S4). */
export function engineerSentence({ code, details }: Pick<Problem, 'code' | 'details'>): string;

/** Says for one leaf who won, who lost and why, and whether the user may edit it (M10). No secret is in the answer (S4). */
export function explain(layers: Layers, path: string): Explanation;

/**
 * Makes the request of a service (W3 to W10, W12): the last moment, at which secrets are revealed. What cannot be said
 * safely is refused and nothing is sent: `service.scheme`, `service.header`, `url.malformed`, `url.insecure`,
 * `template.bad-function`, `template.bad-position`, `template.bad-value`, `template.unavailable`.
 */
export function fillRequest(service: ServiceDefinition, scope: Scope, reveal: Reveal, options: RequestOptions): Result<FilledRequest>;

/**
 * Fills a template in one pass (W5 to W8): every placeholder is replaced by its value, encoded for `position`; a value is
 * never scanned again. Secrets are asked of `reveal`, which by default knows none. Refuses with `template.bad-function`,
 * `template.bad-value` (a lone surrogate, or a character that XML cannot hold) and `template.unavailable`.
 */
export function fillTemplate(template: string, scope: Scope, position: Position, reveal?: Reveal): Result<Filled>;

/**
 * What to ask next where the platform lets us decide (W11). `undefined`: no redirect (another status, or no `Location`: O12).
 * At most 3 in a row, never from https to http, never with something sensitive to another origin; plain http only as W9
 * allows. 303, and 301 or 302 to a POST, become a GET without body; otherwise method and body stay. Refuses with
 * `redirect.refused`, its `cause` a {@link RedirectCause}, its `origin` the one that sent us away.
 *
 * @param hops how many redirects were followed before this one.
 */
export function followRedirect(request: HttpRequest, answer: RedirectAnswer, hops: number, insecure: InsecurePolicy): Result<HttpRequest> | undefined;

/**
 * The link that {@link parseAppLink} reads back as this one (I10).
 *
 * Problem: `input.not-a-link` for an empty `only`, which no link can say.
 */
export function formatAppLink(link: AppLink, scheme?: string): Result<string>;

/**
 * The fields that {@link parseClassic} reads back as these parameters (I10). `oneTime` is no text of the screen: hand it
 * to {@link parseClassic} again.
 *
 * Problems: `input.lone-surrogate`, and those of a cloud ID that no form produces.
 */
export function formatClassic(parameters: Parameters): Result<ClassicFields>;

/** The cloud ID as it was typed, star included (I2). */
export function formatCloudId(cloudId: CloudId): string;

/**
 * The critical part as text, 2 KiB at most, for a place that can be read synchronously before the first frame, such as
 * `localStorage` or a file (D12). It holds no name and no address.
 */
export function formatCritical({ critical, images }: Theme): string;

/**
 * The code that {@link parseCscCode} reads back as these parameters (I10). It shows its password to everybody who sees it.
 *
 * Problems: `input.credentials-missing` for a password without a username and `input.not-a-code` for `oneTime`
 * parameters, neither of which the form can express; `input.lone-surrogate`; those of a cloud ID that no form produces.
 */
export function formatCscCode(parameters: Parameters): Result<string>;

/** The configuration that {@link parseManagedConfiguration} reads back (I10). Problems: those of the screens' formatters. */
export function formatManagedConfiguration(parameters: Parameters, options?: ManagedOptions): Result<ManagedConfiguration>;

/** `parsePath(formatPath(path))` is `path`, for every name; of a whole item `parseItemPath` reads it. */
export function formatPath(path: Path | ItemPath): string;

export function formatRevision({ epoch, revision }: Revision): string;

/** The text of a split URL, without user info and fragment. */
export function formatUrl(url: SplitUrl): string;

/**
 * The fields that {@link parseWhiteLabel} reads back as these parameters (I10); `oneTime` is no text of the screen.
 *
 * Problems: `input.other-code` for parameters of another cloud ID, or of the live version where the editable one is
 * built in; `input.lone-surrogate`; those of the built-in ID.
 */
export function formatWhiteLabel(builtIn: string, parameters: Parameters): Result<ClassicFields>;

/** The impact of a change of one node, or of one item of a collection (M11); what is not known is `hot`. */
export function impactOf(section: NodeSection | CollectionName, name: string): Impact;

/** Where every machine begins: nothing is known, the store is asked. */
export function initial(settings: Settings): Transition;

/**
 * Whether a host is this machine itself (W9): 127.0.0.0/8 in plain dotted decimals, `[::1]`, `localhost`; in any case of
 * letters, and nothing that merely resolves there.
 */
export function isLoopback(host: string): boolean;

export function isSecret(value: Value): value is SecretRef;

/** Whether a problem is worth an alarm of who runs the servers, beside what the person is told (O11, P4). */
export function isSecurityEvent({ code }: Pick<Problem, 'code'>): boolean;

export function isSubtree(value: Value): value is SafeElement;

/**
 * Judges where a platform that follows redirects by itself ended up (W11, `detected`). Accepts with whether it was redirected
 * at all; a forbidden end is refused as in {@link followRedirect}: discard the answer, it is a security event.
 */
export function judgeDetected(request: HttpRequest, finalUrl: string, insecure: InsecurePolicy): Result<{
    readonly redirected: boolean;
}>;

export function judgeStatus(document: Asked, status: number): AnswerRow;

/** The text of a node in the language of a locale (D7), see {@link chooseText}; `undefined` for a secret. */
export function localText(value: ProfileValue, locale: string): string | undefined;

/** A leaf as it may be shown: secrets masked, a URL with its query masked, everything else as it is (S4). */
export function maskLeaf(leaf: Leaf): string;

/** A whole subtree as it may be shown (S4). */
export function maskTree(element: SafeElement): XmlElement;

/** MD5 in lower-case hex (RFC 1321); only because providers ask for it (W5). */
export function md5(bytes: Uint8Array): string;

/** The profile: for each node the highest (priority, sequence) over all layers (M9). A pure function of the layers. */
export function merge(layers: Layers): Profile;

/** Scheme, host and port (RFC 6454); the scheme's own port is left out. Two origins are equal when their texts are. */
export function originOf(url: SplitUrl): string;

/**
 * Reads `<scheme>:?_cmd=<percent-encoded app: URL>` (I7). Schemes compare without case, everything else exactly; a link
 * with anything that is not known is refused as a whole and never executed.
 *
 * @param schemes The schemes the app registered. Default: `cloudsip`.
 *
 * Problem: `input.not-a-link`.
 */
export function parseAppLink(text: string, schemes?: readonly string[]): Result<AppLink>;

/**
 * Reads the challenges of one `WWW-Authenticate` value, which may be several headers that a platform joined with commas.
 * Total: what is malformed takes the challenge it belongs to along, and no other; after a quoted string without end nothing
 * more is read. A parameter that stands twice is malformed (RFC 9110, section 11.2).
 */
export function parseChallenges(value: string): readonly WrittenChallenge[];

/**
 * Reads the classic screen of a generic app (I4): the first field is split at its last `@`, left is the percent-decoded
 * username, right the cloud ID. `CODE` leaves the username absent, `@CODE` makes it empty.
 *
 * Problems: `input.lone-surrogate`, `input.cloud-id-missing`, `input.cloud-id-malformed`.
 */
export function parseClassic(first: string, password?: string, options?: FormOptions): Result<Parameters>;

/**
 * Reads a cloud ID (I2, I3): letters and digits, then also `.`, `_`, `-`, at most 64; a trailing `*` selects the editable
 * version. Nothing is trimmed here, that is the forms' business.
 *
 * Problems: `input.cloud-id-missing` (nothing, or nothing but a star), `input.cloud-id-malformed`.
 */
export function parseCloudId(text: string): Result<CloudId>;

/**
 * Reads what {@link formatCritical} wrote. Total: `undefined` for anything else, since others may write to such a place, and
 * colours go into style sheets (T2).
 */
export function parseCritical(kept: string): KeptCritical | undefined;

/**
 * Reads a QR code or link (I6): `csc:CODE`, `csc:user@CODE`, `csc:user:password@CODE`. What it leaves out is absent and
 * asked for. The result only fills in the form: a run starts when the person confirms while seeing the cloud ID.
 *
 * Problems: `input.not-a-code`, `input.other-code`, `input.lone-surrogate`, `input.cloud-id-missing`,
 * `input.cloud-id-malformed`.
 */
export function parseCscCode(text: string, options?: CscOptions): Result<Parameters>;

/** Reads the path of a whole item: `quickDial.reception`, `dialActions["a.b"]`. */
export function parseItemPath(text: string): ItemPath | undefined;

/**
 * Reads `cloudId`, `username` and `password` of a managed configuration (I9) by the rules of the screens: I4 for a generic
 * app, I5 with `builtIn`, where `cloudId` may be left out and must otherwise be the app's own. A key that is there is an
 * answer, even when it is empty (I1); one that is not is asked for.
 *
 * Problems: `input.cloud-id-missing`, `input.cloud-id-malformed`, `input.other-code`, `input.lone-surrogate`. None of them
 * holds a value of the configuration.
 */
export function parseManagedConfiguration(configuration: ManagedConfiguration, options?: ManagedOptions): Result<Parameters>;

/** Reads what {@link formatPath} writes; a name that is no plain word stands in brackets: `quickDial["a.b"].uri`. */
export function parsePath(text: string): Path | undefined;

/**
 * Reads the screen of a white-label app, whose cloud ID is built in (I5): the whole field is the username, but a trailing
 * `@ID` of its own is stripped and a trailing `*` moves to the cloud ID. An empty field leaves the username absent, as
 * nothing was typed; `@ID` makes it empty, as in I4.
 *
 * @param builtIn The cloud ID of the app; the result shows it in this spelling.
 *
 * Problems: `input.lone-surrogate`; `input.cloud-id-missing` and `input.cloud-id-malformed` for the built-in ID.
 */
export function parseWhiteLabel(builtIn: string, first: string, password?: string, options?: FormOptions): Result<Parameters>;

/** Every visible leaf, in the profile's order. */
export function paths(profile: Profile): readonly string[];

/** Says what would change, and how heavily, if `after` were applied where `before` is in use (M11). `plan(x, x)` is empty. */
export function plan(before: Layers, after: Layers): Plan;

/**
 * The portal's request for step 1 or 2 (P1): `GET {portal}/v1/apps/{cloudId}/{live|editable}/{document}`. It holds the cloud
 * ID and nothing else (F2). The portal's base URL may have a path of its own, with or without a slash at its end. Refuses
 * with `url.malformed` (node `portal`; a query or user info too) and `url.insecure`.
 */
export function portalRequest(portal: string, cloudId: CloudId, document: 'provisioning' | 'theme', options: RequestOptions): Result<HttpRequest>;

/**
 * Reads a known preference key of a profile by its type (D4). A flag is true only for `on` (any case) and exactly `1`, and false
 * for everything else that was sent; what is absent or malformed gives the documented default, or `undefined`. What a user
 * stored for a `key`, and does not for a read-only one, wins over this: that store is the app's.
 */
export function prefKey<Name extends PrefKeyName>(profile: Pick<Profile, 'prefKeys'>, name: Name): PrefKeyValue<Name>;

/** Makes a problem of the catalogue. */
export function problem(code: EarlyProblemCode, details?: ProblemDetails, message?: string): Problem;

/** The quick dials of a profile in their order, with texts for a BCP 47 locale such as `cs-CZ` (D7). */
export function quickDials(profile: Pick<Profile, 'quickDial'>, locale: string): readonly QuickDial[];

/**
 * Reads the account document (D6): every child is a node, known or not; a sign-out by the provider (R11) has its nodes too, which
 * nobody merges. Total; the root was judged by `readBody` (D10).
 */
export function readAccount(root: SafeElement): IncomingDocument;

/** Reads the global document (D7): `quickDial` and `dialActions` under a root of any name; other children are ignored. */
export function readGlobal(root: SafeElement): IncomingDocument;

/**
 * Reads the portal's document (D3): preference keys, keys of web services, account defaults, quick dials and dial actions
 * under a root of any name. Children that no rule knows are ignored with a warning. Total.
 */
export function readProvisioning(root: SafeElement): IncomingDocument;

/** `2.17` as the portal writes it, on the root of its document or as a member of the theme; `undefined` for anything else. */
export function readRevision(written: unknown): Revision | undefined;

/**
 * Reads one service out of a section's merged nodes (W1 to W3, F9). Refuses with `service.scheme` for a URL that is not
 * http(s), `service.method` for an unknown method, `service.header` for an unreadable content type.
 *
 * @param onFault W2: `refuse` (default) for the portal's definitions of steps 3 and 4, where such a fault fails the run;
 * `disable` for every other service, which is then absent, with a warning that carries the problem's code.
 */
export function readService(entries: Pairs<Value>, prefix: ServicePrefix, onFault?: 'refuse' | 'disable'): Result<ServiceReading>;

/**
 * Reads a theme's manifest (D12) from what JSON gave. `name` and `critical` are required, `colours`, `fonts` and `images`
 * may be absent; unknown fields are ignored. Refuses with `theme.invalid` and the first node that does not hold.
 */
export function readTheme(json: unknown): Result<Theme>;

/**
 * Which request this is: HMAC-SHA-256 (RFC 2104) of its method, filled URL, headers and body, in lower-case hex (R5). Two
 * requests have the same key when they are the same; nothing can be read out of it.
 *
 * @param secret keys the hash: the installation's id, so that keys of two installations cannot be compared.
 * @param credentials what will sign the request beyond its headers (W10).
 */
export function requestKey({ method, url, headers, body }: HttpRequest, secret: string, credentials?: readonly string[]): string;

/**
 * Takes the user's edit of a leaf, or all of an item's with its removal, away: the provider's view of that path comes back
 * (M9). Where there is none, the value is `layers` itself. Problem: `edit.invalid` where the account holds only with it (D9).
 */
export function revert(layers: Layers, path: string, check?: CheckAccount): Result<Layers>;

/**
 * A value as {@link edit} takes it (S3): what is secret at this place is handed to `keep` and becomes a reference, by the
 * same rules as in a document. Total.
 */
export function sealEdit({ section, name }: Pick<Path, 'section' | 'name'>, value: string | RawElement, keep: Keep): Value;

/** SHA-1 in lower-case hex (FIPS 180-4); only because providers ask for it (W5). */
export function sha1(bytes: Uint8Array): string;

/** SHA-256 in lower-case hex (FIPS 180-4). Not for keys: its time depends on nothing but the length, its memory is not wiped. */
export function sha256(bytes: Uint8Array): string;

/**
 * Whether a refresh takes so much away that it looks like a mistake (M12): `undefined`, or why it is held back. Only account
 * nodes count, so sweeps and removes of collections are exempt. A node that is gone is as empty as one that was emptied.
 */
export function shrinks(before: Layers, after: Layers): Shrink | undefined;

/**
 * Splits an absolute http(s) URL and brings it into canonical spelling: dot segments resolved, characters that a URL cannot
 * hold percent-encoded, the fragment dropped. Stricter than browsers: refused with `url.malformed` are white space at the
 * ends, control characters, a backslash before the query, a missing `//` or host, a port above 65535, and what `readHost`
 * refuses. Stands in for `URL`, which bare Hermes lacks.
 */
export function splitUrl(text: string): Result<SplitUrl>;

/**
 * The whole behaviour: what one fact does to the state, and what is then asked of the world. Total; never throws, never
 * mutates; the same state and event always give the same answer. An event that nobody awaits changes nothing.
 */
export const step: (state: State, event: MachineEvent) => Transition;

/** UTF-8 bytes of a text; `undefined` where a surrogate stands without its partner (W7, W8). */
export function utf8Bytes(text: string): Uint8Array | undefined;

/**
 * The checks of a merged account (D9), all faults at once in a fixed order: the documented ones, then the portal's validators in
 * the order of its document. An empty list means that it may be saved. Where both refuse the same thing of a node, the
 * portal's message stands. Typed nodes ignore outer XML white space (D2a); optional nodes may be absent or empty. No sentence
 * quotes a value. `locale` is a BCP 47 tag that chooses among the portal's messages (D7).
 */
export function validateAccount(account: Pairs<ProfileValue>, validators?: Pairs<readonly Validator[]>, locale?: string): readonly Fault[];

/** The value of a visible leaf; `undefined` where the profile has none at that path. */
export function valueAt(profile: Profile, path: string): ProfileValue | undefined;

/**
 * If the merged account fails only because of the user's edits, those are set aside (D9): as few as it needs, the edits of
 * the faulty nodes where that is enough. Otherwise the layers stay as they are, valid or not.
 */
export function withoutBadEdits(layers: Layers, check?: CheckAccount): Kept;

// Not exported, but part of the above:

/** The account nodes that are known (D6): name, type, documented default (empty: none), impact of a change (M11), mark, meaning. One row is one node. */
const ACCOUNT_NODES: readonly [readonly ["id", "text", "", "restart", "doc", "identity of the account, an attribute of its root; the same id replaces"], readonly ["type", "enum", "sip", "restart", "inf", "sip, xmpp, gsm, googleVoice"], readonly ["message", "text", "", "hot", "ours", "sentence of a sign-out by the provider (R11)"], readonly ["title", "text", "", "hot", "doc", "name of the account, required"], readonly ["username", "text", "", "reregister", "doc", "SIP user, required"], readonly ["password", "secret", "", "reregister", "doc", "SIP password"], readonly ["cloud_username", "text", "", "relogin", "doc", "sign-in name that later web services send"], readonly ["cloud_password", "secret", "", "relogin", "doc", "sign-in password that later web services send"], readonly ["networkId", "text", "", "relogin", "doc", "tenant for conferencing and messaging"], readonly ["userDisplayName", "text", "", "hot", "doc", "display name in From"], readonly ["authUsername", "secret", "", "reregister", "doc", "digest user, username where empty"], readonly ["host", "host", "", "reregister", "doc", "SIP domain, and server where proxy is empty; host[:port], required"], readonly ["transport", "enum", "udp", "reregister", "doc", "udp, tcp, tls, tls+sip:"], readonly ["userCallerId", "text", "", "hot", "doc", "user part of From in calls, username where empty"], readonly ["userCallerIdMethod", "enum", "from", "hot", "def", "header that carries userCallerId"], readonly ["expires", "int", "600", "reregister", "doc", "seconds of a registration, 30 or more"], readonly ["allowMessage", "flag", "0", "reregister", "doc", "messaging enabled"], readonly ["acrobitsDisplayName", "text", "", "hot", "inf", "display name for the vendor's services"], readonly ["displayNumber", "text", "", "hot", "inf", "number shown as the caller's own"], readonly ["requiresRegistrationForOutgoingCalls", "flag", "1", "hot", "def", "no outgoing call while unregistered"], readonly ["rememberRegistrationState", "flag", "1", "hot", "def", "registration state survives a restart"], readonly ["sendAuthenticationPreemptively", "flag", "0", "reregister", "def", "authenticate before a challenge"], readonly ["incomingDisabled", "flag", "0", "reregister", "def", "no incoming calls"], readonly ["remoteContact", "list", "pai,from,rpid,ppi", "hot", "def", "headers naming the caller of incoming calls"], readonly ["outgoingRemoteContact", "list", "pai,to,rpid,ppi", "hot", "def", "headers naming the callee of outgoing calls"], readonly ["allowToHeaderMismatch", "flag", "1", "hot", "def", "accept calls whose To differs"], readonly ["ignoreRemoteUserDomain", "flag", "1", "hot", "def", "match numbers without their domain"], readonly ["minNumberLengthToIgnoreRemoteUserDomain", "int", "6", "hot", "def", "shortest number matched without its domain"], readonly ["saveAndNotifyCallsAnsweredElseWhere", "flag", "1", "hot", "def", "history keeps calls answered on other devices"], readonly ["proxy", "host", "", "reregister", "doc", "outbound server, host[:port]"], readonly ["outboundProxy_host", "host", "", "reregister", "inf", "outbound server"], readonly ["outboundProxy_port", "port", "", "reregister", "def", "its port"], readonly ["outboundProxy_transport", "enum", "", "reregister", "def", "its transport"], readonly ["bgrTransport", "enum", "", "reregister", "def", "transport in the background"], readonly ["bgrOutboundProxy_port", "port", "", "reregister", "def", "port of the outbound server in the background"], readonly ["listeningPort", "port", "", "reregister", "def", "local SIP port"], readonly ["rtpPortRangeStart", "port", "10000", "hot", "def", "first local media port"], readonly ["rtpPortRangeEnd", "port", "65535", "hot", "def", "last local media port"], readonly ["keepAlive", "flag", "1", "hot", "def", "send keep-alives"], readonly ["keepAlivePeriod", "int", "30", "hot", "def", "seconds between keep-alives, 5 or more"], readonly ["contactIP", "enum", "internal", "reregister", "def", "internal or external address in Contact"], readonly ["forcedContact", "text", "", "reregister", "field", "Contact as given"], readonly ["natTraversal", "enum", "auto", "reregister", "def", "auto, ice, stun, turn, off"], readonly ["STUN", "text", "", "reregister", "field", "STUN server"], readonly ["STUNUsername", "text", "", "reregister", "field", "STUN user"], readonly ["STUNPassword", "secret", "", "reregister", "field", "STUN password"], readonly ["ignoreSymmetricNat", "flag", "", "reregister", "field", "treat symmetric NAT as any other"], readonly ["symmetricNatSubstituteAddress", "text", "10.20.30.40", "reregister", "def", "address used behind symmetric NAT"], readonly ["iceDefaultCandidateOrder", "list", "relay,srflx,host", "hot", "def", "ICE candidates in order of preference"], readonly ["pushNAT", "flag", "1", "hot", "def", "NAT handling for calls woken by push"], readonly ["networkUse", "enum", "auto", "reregister", "def", "networks to register on"], readonly ["overrideGlobalSsidLists", "flag", "0", "reregister", "def", "the account has its own Wi-Fi lists"], readonly ["vpnStartupUrl", "url", "", "reregister", "def", "called before registration"], readonly ["codecOrder", "list", "0,8,9,103,102,18,3", "hot", "def", "audio codecs on Wi-Fi"], readonly ["codecOrder3G", "list", "18,103,102,3,0,8,9", "hot", "def", "audio codecs on cellular"], readonly ["honorTheirCodecListWiFi", "flag", "1", "hot", "def", "the other side's order counts on Wi-Fi"], readonly ["honorTheirCodecList3G", "flag", "0", "hot", "def", "the other side's order counts on cellular"], readonly ["ptime", "int", "20", "hot", "def", "packet time in ms on Wi-Fi"], readonly ["ptime3G", "int", "30", "hot", "def", "packet time in ms on cellular"], readonly ["forcePtime", "flag", "0", "hot", "def", "insist on ptime"], readonly ["forcePtime3G", "flag", "0", "hot", "def", "insist on ptime3G"], readonly ["allowVideo", "flag", "1", "hot", "def", "video calls"], readonly ["videoCodecOrder", "list", "108,34,99", "hot", "def", "video codecs on Wi-Fi"], readonly ["videoCodecOrder3G", "list", "108,34,99", "hot", "def", "video codecs on cellular"], readonly ["videoMinKbpsWifi", "int", "64", "hot", "def", "least video rate on Wi-Fi"], readonly ["videoMaxKbpsWifi", "int", "384", "hot", "def", "greatest video rate on Wi-Fi"], readonly ["videoMinKbps3G", "int", "64", "hot", "def", "least video rate on cellular"], readonly ["videoMaxKbps3G", "int", "192", "hot", "def", "greatest video rate on cellular"], readonly ["videoDimsWifi", "enum", "qcif", "hot", "def", "picture size on Wi-Fi"], readonly ["videoDims3G", "enum", "qcif", "hot", "def", "picture size on cellular"], readonly ["sendAudioBack", "flag", "1", "hot", "def", "audio with received video"], readonly ["opusOptions", "tree", "", "hot", "inf", "Opus on Wi-Fi, nested"], readonly ["opusOptions.class", "enum", "wb", "hot", "def", "Opus class on Wi-Fi"], readonly ["opusOptions.bandwidth", "enum", "wb", "hot", "def", "Opus bandwidth on Wi-Fi"], readonly ["opusOptions.complexity", "int", "", "hot", "def", "Opus complexity on Wi-Fi"], readonly ["opusOptions.bitrate", "int", "", "hot", "def", "Opus bits per second on Wi-Fi, 6000 to 510000"], readonly ["opusOptions.expectedPacketLoss", "int", "5", "hot", "def", "percent expected on Wi-Fi"], readonly ["opusOptions3G", "tree", "", "hot", "inf", "Opus on cellular, nested"], readonly ["opusOptions3G.class", "enum", "nb", "hot", "def", "Opus class on cellular"], readonly ["opusOptions3G.bandwidth", "enum", "nb", "hot", "def", "Opus bandwidth on cellular"], readonly ["opusOptions3G.complexity", "int", "", "hot", "def", "Opus complexity on cellular"], readonly ["opusOptions3G.bitrate", "int", "", "hot", "def", "Opus bits per second on cellular, 6000 to 510000"], readonly ["opusOptions3G.expectedPacketLoss", "int", "5", "hot", "def", "percent expected on cellular"], readonly ["opusOptions3G.fec", "flag", "1", "hot", "def", "forward error correction on cellular"], readonly ["opusOptions3G.dtx", "flag", "1", "hot", "def", "discontinuous transmission on cellular"], readonly ["opusOptions3G.vbr", "flag", "1", "hot", "def", "variable bit rate on cellular"], readonly ["codec2Mode", "int", "1", "hot", "def", "Codec 2 mode on Wi-Fi"], readonly ["codec2Mode3G", "int", "1", "hot", "def", "Codec 2 mode on cellular"], readonly ["dtmfOrder", "list", "rfc2833,info,audio", "hot", "def", "ways to send DTMF"], readonly ["dtmfAll", "flag", "0", "hot", "def", "send DTMF in every way"], readonly ["rfc2833Volume", "int", "10", "hot", "def", "volume of RFC 2833 events, 0 to 63"], readonly ["sdesIncoming", "enum", "enabled", "hot", "def", "SDES of incoming calls: disabled, enabled, required"], readonly ["sdesOutgoing", "enum", "disabled", "hot", "def", "SDES of outgoing calls"], readonly ["zrtpIncoming", "enum", "disabled", "hot", "def", "ZRTP of incoming calls"], readonly ["zrtpOutgoing", "enum", "disabled", "hot", "def", "ZRTP of outgoing calls"], readonly ["dtlsIncoming", "enum", "disabled", "hot", "def", "DTLS of incoming calls"], readonly ["dtlsOutgoing", "enum", "disabled", "hot", "def", "DTLS of outgoing calls"], readonly ["freeswitchZrtpCompatibility", "flag", "0", "hot", "def", "ZRTP as FreeSWITCH expects it"], readonly ["icm", "enum", "auto", "reregister", "def", "how incoming calls arrive: auto, push, keepAwake, off"], readonly ["pushVoicemail", "flag", "0", "reregister", "def", "push for voicemail"], readonly ["pushDebug", "flag", "0", "hot", "def", "diagnostics of push"], readonly ["autoAnswerEnabled", "flag", "0", "hot", "def", "answer by itself"], readonly ["autoAnswerTimeoutInSeconds", "int", "5", "hot", "def", "seconds before that"], readonly ["pagingAudioRoute", "enum", "Speaker", "hot", "def", "where paging is heard"], readonly ["broadsoft.automaticHoldRetrieve", "int", "20", "hot", "def", "seconds until a held call comes back"], readonly ["callWaiting", "flag", "1", "hot", "def", "second call while one is on"], readonly ["periodicRingtone", "text", "sil.wav", "hot", "def", "tone repeated while waiting"], readonly ["periodicRingtonePeriod", "int", "4", "hot", "def", "its period in seconds"], readonly ["voiceMailNumber", "text", "", "hot", "field", "number of the mailbox"], readonly ["subscribeForVoicemail", "flag", "", "reregister", "field", "subscribe to message waiting"], readonly ["messagePreview", "enum", "full", "hot", "def", "what a notification shows"], readonly ["isComposingRefreshInterval", "int", "0", "hot", "def", "seconds between typing notices"], readonly ["maxMessageBodySize", "int", "8000", "hot", "def", "bytes of a message"], readonly ["msrpUsesSipAuth", "flag", "1", "hot", "def", "MSRP with SIP credentials"], readonly ["presenceMethod", "enum", "off", "reregister", "def", "kind of presence"], readonly ["contactListStorage", "enum", "local", "restart", "def", "where the contact list lives"], readonly ["xcapUsesSipAuth", "flag", "1", "hot", "def", "XCAP with SIP credentials"], readonly ["smartContactsEnabled2", "flag", "0", "restart", "def", "smart contacts"], readonly ["blf", "tree", "", "hot", "field", "watched extensions, one uri each"], readonly ["extProvInterval", "int", "", "hot", "field", "seconds between refreshes of the account; 0 stops the timer"], readonly ["extProvLogoutStatusCode", "int", "", "hot", "field", "status that signs out (R11)"], readonly ["genericBalanceCheckParse", "text", "", "hot", "field", "how a balance is found in its answer"], readonly ["rateCheckMinNumberLength", "int", "", "hot", "def", "shortest number whose rate is asked for"], readonly ["wcb_url", "url", "", "hot", "def", "web callback"], readonly ["wcb_method", "enum", "", "hot", "def", "its method"], readonly ["cth_ws_url", "url", "", "hot", "def", "call-through"], readonly ["cth_ws_method", "enum", "", "hot", "def", "its method"], readonly ["createCallthroughContact", "flag", "1", "hot", "def", "contact for call-through numbers"], readonly ["customActionUrl", "url", "", "hot", "def", "target of the openUrl dial action"], readonly ["rewriting", "tree", "", "hot", "field", "number-rewriting rules, whole and in order"], readonly ["busyTone", "text", "", "hot", "field", "tone expression"], readonly ["endCallTone", "text", "", "hot", "field", "tone expression"], readonly ["callWaitingTone", "text", "", "hot", "field", "tone expression"], readonly ["ringingTone", "text", "", "hot", "field", "tone expression"]];

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

interface Collected {
    readonly provisioning?: Arrived<IncomingDocument>;
    readonly theme?: Arrived<Theme>;
    readonly global_extprov?: Arrived<IncomingDocument>;
    readonly extprov?: Arrived<IncomingDocument>;
    readonly dialActionWs?: Arrived<IncomingDocument>;
}

type CollectionName = 'quickDial' | 'dialActions';

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

/** When one document is asked for next, by itself. Plain data, saved with the generation (S1). */
interface Due {
    readonly document: Asked;
    /** Milliseconds since the epoch; absent where only a start of the app asks. */
    readonly at?: number;
    /** Never is it due further ahead than this, in ms (R7). */
    readonly every: number;
}

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

type Fallback = Pick<SavedProfile, 'layers' | 'theme' | 'documents' | 'validators' | 'schedule'>;

/** A template after filling. */
interface Filled {
    readonly text: string;
    readonly warnings: readonly Warning[];
}

/** A request, and what was noticed while it was filled. */
interface FilledRequest {
    readonly request: HttpRequest;
    /** What answers a challenge (W10), where `AuthUsername` is set; not yet in the request. */
    readonly credentials?: Credentials;
    readonly warnings: readonly Warning[];
}

interface Identity {
    readonly cloudId: CloudId;
    /** Absent where nothing asked for one (I1). */
    readonly username?: string;
}

/** Stores a secret beside the driver and returns the id of its reference (S3). */
type Keep = (value: string) => string;

type KeyRow = (typeof PREF_KEYS)[number];

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

type NodeRow = (typeof ACCOUNT_NODES)[number];

type NodeSection = 'account' | 'prefKeys' | 'service';

/** What an arrival brought: a document (F1), the client's own defaults, or what a person typed or set in the app. */
type Origin = Asked | 'built-in' | 'input';

/** The preference keys that are known: name, type, kind, documented default (empty: none), impact of a change (M11). */
const PREF_KEYS: readonly [readonly ["incomingCallsMode", "enum", "key", "", "reregister"], readonly ["contactSources", "list", "key", "", "hot"], readonly ["contactSourceType", "enum", "key", "", "hot"], readonly ["contactSortOrder", "enum", "key", "", "hot"], readonly ["proximityBasedSpeakerMode", "enum", "key", "", "hot"], readonly ["trafficLogging", "flag", "key", "", "hot"], readonly ["sipMessageCapture", "flag", "key", "", "hot"], readonly ["echoSuppressionEnabled", "flag", "key", "1", "hot"], readonly ["backgroundNoiseSuppression", "flag", "key", "", "hot"], readonly ["playDtmfEvenIfMuted", "flag", "key", "0", "hot"], readonly ["verifyCertificates", "flag", "key", "1", "reregister"], readonly ["recordWarningBeep", "flag", "key", "1", "hot"], readonly ["immediateDnd", "flag", "key", "", "hot"], readonly ["useCallKit", "flag", "key", "1", "restart"], readonly ["callKitExternal", "flag", "key", "0", "restart"], readonly ["callKitContactMatching", "flag", "key", "1", "hot"], readonly ["bgrUsesPushRingtone", "flag", "key", "", "hot"], readonly ["networkUse", "text", "key", "", "reregister"], readonly ["installationSalt", "text", "key", "", "restart"], readonly ["volumeBoostMicrophone", "int", "key", "", "hot"], readonly ["volumeBoostPlayback", "int", "key", "", "hot"], readonly ["keypadVolume", "int", "key", "10", "hot"], readonly ["dtmfDurationInMilliseconds", "int", "key", "1000", "hot"], readonly ["dtmfMinimumGapInMilliseconds", "int", "key", "125", "hot"], readonly ["dtmfPauseInMilliseconds", "int", "key", "1000", "hot"], readonly ["audioRtpTosByte", "int", "key", "", "hot"], readonly ["videoRtpTosByte", "int", "key", "", "hot"], readonly ["rtcpTosByte", "int", "key", "", "hot"], readonly ["audioSessionIOBufferDurationInMs", "int", "key", "12", "hot"], readonly ["missedCount", "int", "key", "", "hot"], readonly ["doNotDisturb", "tree", "key", "", "hot"], readonly ["ringerSettingOverride", "text", "key", "", "hot"], readonly ["sipisDisabled", "flag", "read-only", "", "reregister"], readonly ["pushNotificationsEnabled", "flag", "read-only", "1", "reregister"], readonly ["voicemailEnabled", "flag", "read-only", "0", "hot"], readonly ["maxNumberOfConcurrentCalls", "int", "read-only", "", "hot"], readonly ["userAgentOverride", "text", "read-only", "", "reregister"], readonly ["pushNotificationsUsePushKit", "flag", "read-only", "1", "restart"], readonly ["dualPushes", "flag", "read-only", "", "reregister"], readonly ["reportCallKitFailuresAsUnanswered", "flag", "read-only", "1", "hot"], readonly ["useLegacyStream", "flag", "read-only", "1", "restart"], readonly ["allowNativeContacts", "flag", "key", "", "hot"], readonly ["autoSendVideo", "flag", "key", "", "hot"], readonly ["reprovisioningEnabled", "flag", "read-only", "1", "hot"], readonly ["provisioningInterval", "int", "read-only", "86400", "hot"]];

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

/**
 * Where a value stands, which decides how it is written (W8): percent-encoded in a `url` and a `form` body, escaped inside
 * the quotes of a `json` string and inside `xml` text or attributes, as it is when `verbatim`.
 */
type Position = 'url' | 'form' | 'json' | 'xml' | 'verbatim';

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

/** A value that is always there where the table knows a default; a list without one is empty. */
type Read<Type extends keyof ValueOf, Fallback> = ValueOf[Type] | (Fallback extends '' ? (Type extends 'list' ? never : undefined) : never);

/** A saved generation is in use. `failure` is about the last run or the start, never about this generation. */
interface Ready extends Always {
    readonly tag: 'ready';
    readonly generation: Generation;
    readonly failure?: Failure;
}

/** The part of an answer that decides about a redirect. */
interface RedirectAnswer {
    readonly status: number;
    readonly headers: Pairs<string>;
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

/** What the app says about every request it makes. */
interface RequestOptions {
    readonly insecure: InsecurePolicy;
    /** `<app>/<version>` (W12); `undefined` where the platform sends its own. */
    readonly userAgent: string | undefined;
}

/** Looks a secret up in the vault; `undefined` where it is not available any more. */
type Reveal = (ref: SecretRef) => string | undefined;

/** A document by its revision and its bytes. */
interface Revised {
    /** Absent where the document carries none. */
    readonly revision?: Revision;
    /** SHA-256 of the bytes, lower-case hex. */
    readonly digest: string;
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

/** What a section says of one service. */
interface ServiceReading {
    /** Absent where no URL is given (F4), or where the service was disabled by a fault. */
    readonly service: ServiceDefinition | undefined;
    readonly warnings: readonly Warning[];
}

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

/** What a node of each type is to an app. A URL is a reference where its query is secret (S3); `shown` is the rest of it. */
interface ValueOf {
    readonly text: string;
    readonly secret: SecretRef;
    readonly flag: boolean;
    readonly int: number;
    readonly list: readonly string[];
    readonly enum: string;
    readonly host: string;
    readonly port: number;
    readonly url: Leaf;
    readonly tree: SafeElement;
}

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
