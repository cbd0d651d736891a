interface Sentences {
  readonly person: string;
  readonly engineer: string;
}

/** The closed list of problems. `docs/errors.md` is generated from it; a code, once released, never changes its meaning. */
export const PROBLEMS = {
  // Input (I)
  'input.cloud-id-missing': { person: 'Please enter your cloud ID.', engineer: 'The input holds no cloud ID (I1, I4).' },
  'input.cloud-id-malformed': { person: 'This cloud ID contains characters that cloud IDs cannot have.', engineer: 'The cloud ID does not match [A-Za-z0-9][A-Za-z0-9._-]{0,63} with an optional trailing * (I2).' },
  'input.lone-surrogate': { person: 'This text contains a character that cannot be used.', engineer: 'A UTF-16 surrogate stands without its partner (I4).' },
  'input.credentials-missing': { person: 'Please enter your {node}.', engineer: 'A configured service needs the {node}, which the input leaves absent (I1).' },
  'input.other-code': { person: 'This code belongs to another app.', engineer: 'A white-label app refuses a code for another cloud ID (I6).' },
  'input.not-a-code': { person: 'This is not a code for signing in.', engineer: 'The text is not of the form csc:… (I6).' },
  'input.not-a-link': { person: 'This link cannot be used here.', engineer: 'The link is none of the forms of I7 and is never executed.' },
  // The way to a server and back (O3, O4, O11)
  'network.offline': { person: 'You seem to be offline. Check your connection.', engineer: 'No network is available (O3).' },
  'network.dns': { person: 'Can\'t find {origin}. Check your connection.', engineer: 'The host name of {origin} does not resolve: {cause} (O3).' },
  'network.refused': { person: 'Can\'t reach {origin}.', engineer: 'The connection to {origin} was refused: {cause} (O3).' },
  'network.reset': { person: 'The connection to {origin} was lost.', engineer: 'The connection to {origin} ended before the answer was complete: {cause} (O3).' },
  'network.tls': { person: 'Can\'t set up a secure connection, so nothing was sent.', engineer: 'TLS to {origin} failed: {cause}; TLS errors are never bypassed (O3).' },
  'network.unreachable': { person: 'Can\'t reach {origin}. Check your connection.', engineer: '{origin} is unreachable, or not allowed for web apps; this platform does not tell which: {cause} (O3, P5).' },
  'network.captive': { person: 'This network wants you to sign in first.', engineer: 'Status {status} for {document}: a captive portal asks for a sign-in (O7).' },
  'network.timeout': { person: 'The service takes too long to answer.', engineer: 'The deadline for the whole answer for {document} passed (O4, F9).' },
  'network.failed': { person: 'Can\'t reach {origin}.', engineer: 'The request to {origin} failed: {cause} (O3).' },
  'redirect.refused': { person: '{origin} sends this app somewhere it must not go.', engineer: 'A redirect from {origin} was refused: {cause} (O11, W11).' },
  // What a server answered (O5 to O12, O17)
  'cloud-id.unknown': { person: 'We don\'t know this cloud ID. Please check it.', engineer: 'The portal answered {status} for this cloud ID (O17).' },
  'portal.refused': { person: 'The settings service refused this app. Please tell your provider.', engineer: 'The portal answered {status} for {document} (O5p).' },
  'provider.refused': { person: 'Your provider did not accept this sign-in.', engineer: 'The provider answered {status} for {document} (O5).' },
  'server.busy': { person: 'The service is busy. Please try again later.', engineer: 'The answer for {document} was {status} (O6).' },
  'answer.unexpected-304': { person: 'The service gave an answer this app can\'t use.', engineer: '304 for {document} to a request without validators (O2).' },
  'answer.unexpected-status': { person: 'The service gave an answer this app can\'t use.', engineer: 'Status {status} for {document} means nothing here (O12).' },
  'answer.web-page': { person: 'Got a web page instead of settings.', engineer: 'The answer for {document} is an HTML page (O7).' },
  'answer.not-a-document': { person: 'The service gave an answer this app can\'t use.', engineer: 'The answer for {document} is empty, JSON or has another root (O8, D10).' },
  'answer.too-large': { person: 'The service sent more than this app accepts.', engineer: 'The decoded body for {document} passes {limit} bytes (O9, F9).' },
  'answer.cut-off': { person: 'The answer of the service was cut off.', engineer: 'The message for {document} ended before its announced end (O9).' },
  'answer.encoding': { person: 'The service gave an answer this app can\'t use.', engineer: 'The content encoding of {document} is unknown, chained or damaged (O9).' },
  // Reading XML (D2): a closed list
  'xml.not-well-formed': { person: 'The service sent settings this app can\'t read.', engineer: '{document} is not well-formed at line {line}, column {column} (O9, D1).' },
  'xml.doctype': { person: 'The service sent settings this app can\'t read.', engineer: '{document} holds a DOCTYPE, which is never accepted (O9, D1).' },
  'xml.encoding': { person: 'The service sent settings this app can\'t read.', engineer: '{document} is not UTF-8 or declares another encoding (O9, D1).' },
  'xml.too-deep': { person: 'The service sent settings this app can\'t read.', engineer: '{document} nests deeper than {limit} levels (O9, F9).' },
  'xml.too-large': { person: 'The service sent settings this app can\'t read.', engineer: '{document} passes the cap on nodes or attributes ({limit}) (O9, F9).' },
  'xml.wrong-root': { person: 'The service gave an answer this app can\'t use.', engineer: 'The root of {document} is {node}, which cannot be that document (O8, D10).' },
  // Documents that were read but do not hold (O10)
  'account.invalid': { person: 'Your provider sent settings that are not complete.', engineer: 'The merged account fails D9; see faults (O10).' },
  'theme.invalid': { person: 'The look of this app could not be read.', engineer: 'The theme manifest is not valid at {node} (O10, D12).' },
  // Building a request (W)
  'service.scheme': { person: 'Your provider\'s settings name an address this app can\'t use.', engineer: '{node} is not an http(s) URL (W2).' },
  'service.method': { person: 'Your provider\'s settings can\'t be used.', engineer: '{node} names a method outside GET, POST, PUT, HEAD, DELETE (W3).' },
  'service.header': { person: 'Your provider\'s settings can\'t be used.', engineer: 'Header {node} is malformed, forbidden, or outside printable ASCII after filling (W4).' },
  'template.bad-function': { person: 'Your provider\'s settings can\'t be used.', engineer: 'A function placeholder of {node} does not parse; nothing was sent (W5).' },
  'template.bad-position': { person: 'Your provider\'s settings can\'t be used.', engineer: 'A placeholder of {node} stands in scheme, user info, port or host where none may (W8).' },
  'template.bad-value': { person: 'This user name or password can\'t be sent to your provider.', engineer: 'A value of {node} would change the request\'s structure or is no valid text; nothing was sent (W8).' },
  'template.unavailable': { person: 'Please sign in again.', engineer: 'A secret that {node} needs is not available any more.' },
  'url.insecure': { person: 'This address is not secure, so nothing was sent.', engineer: 'Plain http to {origin} is not allowed by the app (T1, W9).' },
  'url.malformed': { person: 'This address can\'t be used.', engineer: '{node} is not an absolute http(s) URL.' },
  // Saving and restoring (O13, S)
  'storage.full': { person: 'Can\'t save: the storage of this device is full.', engineer: 'The store has no room: {cause} (O13).' },
  'storage.denied': { person: 'Can\'t save: the storage of this app is not writable.', engineer: 'The store refuses access: {cause} (O13).' },
  'storage.locked': { person: 'Can\'t save while this device is locked.', engineer: 'The store or keystore is locked: {cause} (O13).' },
  'storage.failed': { person: 'Can\'t save on this device.', engineer: 'The store failed: {cause} (O13).' },
  'storage.conflict': { person: 'Another window changed the settings at the same time.', engineer: 'The stored generation is not the one this commit started from (S6).' },
  'storage.damaged': { person: 'The saved settings are damaged.', engineer: 'A stored generation failed its checksum or does not parse (S2).' },
  'storage.newer-format': { person: 'These settings were saved by a newer version of this app.', engineer: 'The stored format is newer than this code knows; it is left untouched (S5).' },
  'secrets.unavailable': { person: 'For your security, please sign in again.', engineer: 'The saved secrets can\'t be opened: {cause} (S3).' },
  // The run itself
  'run.cancelled': { person: 'Cancelled.', engineer: 'The run was cancelled; what was there before stays (F8).' },
  'run.replaced': { person: 'Replaced by another sign-in.', engineer: 'A submit with other input replaced this run (F8).' },
  'run.too-long': { person: 'This takes too long. Please try again.', engineer: 'The deadline of the whole first run passed (F9).' },
  'run.busy': { person: 'This app is busy. Please try again in a moment.', engineer: 'The request does not fit the present state: {cause}.' },
} as const;

/** Stable code of a problem. */
export type ProblemCode = keyof typeof PROBLEMS;

type Checked = typeof PROBLEMS extends Record<string, Sentences> ? true : never;
/** @internal Fails to compile when an entry lacks a sentence. */
export const PROBLEMS_ARE_COMPLETE: Checked = true;
