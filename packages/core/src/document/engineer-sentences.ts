import { fillSentence, type Problem, type ProblemCode } from './problem.js';

/** The other half of `problem-catalogue.ts`. A module of its own, so that an app ships it only where it calls it. */
export const ENGINEER_SENTENCES: { readonly [code in ProblemCode]: string } = {
  // Input (I)
  'input.cloud-id-missing': 'The input holds no cloud ID (I1, I4).',
  'input.cloud-id-malformed': 'The cloud ID does not match [A-Za-z0-9][A-Za-z0-9._-]{0,63} with an optional trailing * (I2).',
  'input.lone-surrogate': 'A UTF-16 surrogate stands without its partner (I4).',
  'input.credentials-missing': 'A configured service needs the {node}, which the input leaves absent (I1).',
  'input.other-code': 'A white-label app refuses a code for another cloud ID (I6).',
  'input.not-a-code': 'The text is not of the form csc:… (I6).',
  'input.not-a-link': 'The link is none of the forms of I7 and is never executed.',
  // The way to a server and back (O3, O4, O11)
  'network.offline': 'No network is available (O3).',
  'network.dns': 'The host name of {origin} does not resolve: {cause} (O3).',
  'network.refused': 'The connection to {origin} was refused: {cause} (O3).',
  'network.reset': 'The connection to {origin} ended before the answer was complete: {cause} (O3).',
  'network.tls': 'TLS to {origin} failed: {cause}; TLS errors are never bypassed (O3).',
  'network.unreachable': '{origin} is unreachable, or not allowed for web apps; this platform does not tell which: {cause} (O3, P5).',
  'network.captive': 'Status {status} for {document}: a captive portal asks for a sign-in (O7).',
  'network.timeout': 'The deadline for the whole answer for {document} passed (O4, F9).',
  'network.failed': 'The request to {origin} failed: {cause} (O3).',
  'redirect.refused': 'A redirect from {origin} was refused: {cause} (O11, W11).',
  // What a server answered (O5 to O12, O17)
  'cloud-id.unknown': 'The portal answered {status} for this cloud ID (O17).',
  'portal.refused': 'The portal answered {status} for {document} (O5p).',
  'provider.refused': 'The provider answered {status} for {document} (O5).',
  'auth.challenge-hidden': 'The provider answered {status} for {document} without a WWW-Authenticate that this app may read, so AuthUsername answers nothing: the server sends none, or does not name it in Access-Control-Expose-Headers and the browser hides it (O5, W10, P5).',
  'provider.signed-out': 'The provider signed this account out, by its document or by the status that the account names (O16, R11).',
  'server.busy': 'The answer for {document} was {status} (O6).',
  'answer.unexpected-304': '304 for {document} to a request without validators (O2).',
  'answer.unexpected-status': 'Status {status} for {document} means nothing here (O12).',
  'answer.web-page': 'The answer for {document} is an HTML page (O7).',
  'answer.not-a-document': 'The answer for {document} is empty, JSON or has another root (O8, D10).',
  'answer.too-large': 'The decoded body for {document} passes {limit} bytes (O9, F9).',
  'answer.cut-off': 'The message for {document} ended before its announced end (O9).',
  'answer.encoding': 'The content encoding of {document} is unknown, chained or damaged (O9).',
  // Reading XML (D2): a closed list
  'xml.not-well-formed': '{document} is not well-formed at line {line}, column {column} (O9, D1).',
  'xml.doctype': '{document} holds a DOCTYPE, which is never accepted (O9, D1).',
  'xml.encoding': '{document} is not UTF-8 or declares another encoding (O9, D1).',
  'xml.too-deep': '{document} nests deeper than {limit} levels (O9, F9).',
  'xml.too-large': '{document} passes the cap on nodes or attributes ({limit}) (O9, F9).',
  'xml.wrong-root': 'The root of {document} is {node}, which cannot be that document (O8, D10).',
  // Documents that were read but do not hold (O10)
  'account.invalid': 'The merged account fails D9; see faults (O10).',
  'theme.invalid': 'The theme manifest is not valid at {node} (O10, D12).',
  // Building a request (W)
  'service.scheme': '{node} is not an http(s) URL (W2).',
  'service.method': '{node} names a method outside GET, POST, PUT, HEAD, DELETE (W3).',
  'service.header': 'Header {node} is malformed, forbidden, or outside printable ASCII after filling (W4).',
  'template.bad-function': 'A function placeholder of {node} does not parse; nothing was sent (W5).',
  'template.bad-position': 'A placeholder of {node} stands in scheme, user info, port or host where none may (W8).',
  'template.bad-value': 'A value of {node} would change the request\'s structure or is no valid text; nothing was sent (W8).',
  'template.unavailable': 'A secret that {node} needs is not available any more.',
  'url.insecure': 'Plain http to {origin} is not allowed by the app (T1, W9).',
  'url.malformed': '{node} is not an absolute http(s) URL.',
  // Saving and restoring (O13, S)
  'storage.full': 'The store has no room: {cause} (O13).',
  'storage.denied': 'The store refuses access: {cause} (O13).',
  'storage.locked': 'The store or keystore is locked: {cause} (O13).',
  'storage.failed': 'The store failed: {cause} (O13).',
  'storage.conflict': 'The stored generation is not the one this commit started from (S6).',
  'storage.damaged': 'A stored generation failed its checksum or does not parse (S2).',
  'storage.newer-format': 'The stored format is newer than this code knows; it is left untouched (S5).',
  'secrets.unavailable': 'The saved secrets can\'t be opened: {cause} (S3).',
  // Asking again (R)
  'refresh.confirm-first': 'Automatic refresh is switched off, so a link asks the person first (I7, R3).',
  'refresh.too-soon': 'A link refreshes at most once in 60 s, and not before the time of a Retry-After (I7).',
  'refresh.shrunk': 'A refresh would empty {node}; without force on {document} it is held back (M12).',
  'refresh.quarantined': 'Two starts of the app failed with what a refresh brought, so that the last settings known to work came back; {document} is not applied as it is for a day, or until it changes (R10).',
  'revision.older': '{document} carries an older revision than the one in use, or none any more: {cause} (O14, P4).',
  'revision.reused': '{document} has other bytes under the revision in use: {cause}; a security event (O14, P4).',
  'refresh.nothing': 'Nobody is signed in, or nothing that was asked for is configured (R).',
  // The user's own edits (M8, D9)
  'edit.locked': 'The source {cause} locks {node} with a priority above {limit} (M8).',
  'edit.read-only': 'The node {node} is a read-only preference key or belongs to a web service of the portal (D4).',
  'edit.hidden': 'The item of {node} is not shown, so it has to be created first (M6).',
  'edit.unknown': 'The path names no leaf and no item of a collection, or the value is not of its kind.',
  'edit.invalid': 'With this edit of {node} the account would not hold (D9).',
  'edit.in-clear': 'The value of {node} is secret and no reference; sealEdit makes one (S3).',
  'edit.signed-out': 'Nobody is signed in, or by now somebody else than when the edit was made, so that there is nothing to edit (M7).',
  'edit.set-aside': 'With the edits of {node} the updated account would not hold, so they were set aside and the update went on (D9).',
  // Reading a recorded run
  'trace.not-a-trace': 'The text is no JSON object with the format firstring-trace.',
  'trace.newer-version': 'The trace has a version above {limit}, the newest that this code reads.',
  'trace.damaged': 'The trace is cut off, or its checksum does not belong to what is in it.',
  // The run itself
  'app.incomplete': 'A file with code that a run needs could not be loaded, so nothing was sent; the next try loads it again.',
  'run.cancelled': 'The run was cancelled; what was there before stays (F8).',
  'run.replaced': 'A submit with other input replaced this run (F8).',
  'run.too-long': 'The deadline of the whole first run passed (F9).',
  'run.busy': 'The request does not fit the present state: {cause}.',
};

/** One sentence for the engineer who looks into a problem: what happened, with its details and the clause. Safe to log (S4). */
export function engineerSentence({ code, details }: Pick<Problem, 'code' | 'details'>): string {
  return fillSentence(ENGINEER_SENTENCES[code], details);
}
