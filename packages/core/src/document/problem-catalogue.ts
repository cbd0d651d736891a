import type { LaterProblemCode } from './later-problem-catalogue.js';

/**
 * The closed list of problems, each with its sentence for the person, but for those of `later-problem-catalogue.ts`.
 * `docs/errors.md` is generated from both and from `engineer-sentences.ts`; a code, once released, never changes its meaning.
 */
export const PROBLEMS = {
  // Input (I)
  'input.cloud-id-missing': 'Please enter your cloud ID.',
  'input.cloud-id-malformed': 'This cloud ID contains characters that cloud IDs cannot have.',
  'input.lone-surrogate': 'This text contains a character that cannot be used.',
  'input.credentials-missing': 'Please enter your {node}.',
  'input.other-code': 'This code belongs to another app.',
  'input.not-a-code': 'This is not a code for signing in.',
  'input.not-a-link': 'This link cannot be used here.',
  // The way to a server and back (O3, O4, O11)
  'network.offline': 'You seem to be offline. Check your connection.',
  'network.dns': 'Can\'t find {origin}. Check your connection.',
  'network.refused': 'Can\'t reach {origin}.',
  'network.reset': 'The connection to {origin} was lost.',
  'network.tls': 'Can\'t set up a secure connection, so nothing was sent.',
  'network.unreachable': 'Can\'t reach {origin}. Check your connection.',
  'network.captive': 'This network wants you to sign in first.',
  'network.timeout': 'The service takes too long to answer.',
  'network.failed': 'Can\'t reach {origin}.',
  'redirect.refused': '{origin} sends this app somewhere it must not go.',
  // What a server answered (O5 to O12, O17)
  'cloud-id.unknown': 'We don\'t know this cloud ID. Please check it.',
  'portal.refused': 'The settings service refused this app. Please tell your provider.',
  'provider.refused': 'Your provider did not accept this sign-in.',
  'auth.challenge-hidden': 'Your provider\'s settings can\'t be used.',
  'provider.signed-out': 'Your provider signed you out.',
  'server.busy': 'The service is busy. Please try again later.',
  'answer.unexpected-304': 'The service gave an answer this app can\'t use.',
  'answer.unexpected-status': 'The service gave an answer this app can\'t use.',
  'answer.web-page': 'Got a web page instead of settings.',
  'answer.not-a-document': 'The service gave an answer this app can\'t use.',
  'answer.too-large': 'The service sent more than this app accepts.',
  'answer.cut-off': 'The answer of the service was cut off.',
  'answer.encoding': 'The service gave an answer this app can\'t use.',
  // Reading XML (D2): a closed list
  'xml.not-well-formed': 'The service sent settings this app can\'t read.',
  'xml.doctype': 'The service sent settings this app can\'t read.',
  'xml.encoding': 'The service sent settings this app can\'t read.',
  'xml.too-deep': 'The service sent settings this app can\'t read.',
  'xml.too-large': 'The service sent settings this app can\'t read.',
  'xml.wrong-root': 'The service gave an answer this app can\'t use.',
  // Documents that were read but do not hold (O10)
  'account.invalid': 'Your provider sent settings that are not complete.',
  'theme.invalid': 'The look of this app could not be read.',
  // Building a request (W)
  'service.scheme': 'Your provider\'s settings name an address this app can\'t use.',
  'service.method': 'Your provider\'s settings can\'t be used.',
  'service.header': 'Your provider\'s settings can\'t be used.',
  'template.bad-function': 'Your provider\'s settings can\'t be used.',
  'template.bad-position': 'Your provider\'s settings can\'t be used.',
  'template.bad-value': 'This user name or password can\'t be sent to your provider.',
  'template.unavailable': 'Please sign in again.',
  'url.insecure': 'This address is not secure, so nothing was sent.',
  'url.malformed': 'This address can\'t be used.',
  // Saving and restoring (O13, S)
  'storage.full': 'Can\'t save: the storage of this device is full.',
  'storage.denied': 'Can\'t save: the storage of this app is not writable.',
  'storage.locked': 'Can\'t save while this device is locked.',
  'storage.failed': 'Can\'t save on this device.',
  'storage.conflict': 'Another window changed the settings at the same time.',
  'storage.damaged': 'The saved settings are damaged.',
  'storage.newer-format': 'These settings were saved by a newer version of this app.',
  'secrets.unavailable': 'For your security, please sign in again.',
  // The run itself
  'app.incomplete': 'This app could not load all of its parts. Check your connection.',
  'run.cancelled': 'Cancelled.',
  'run.replaced': 'Replaced by another sign-in.',
  'run.too-long': 'This takes too long. Please try again.',
  'run.busy': 'This app is busy. Please try again in a moment.',
} as const;

/** Stable code of a problem. */
export type ProblemCode = EarlyProblemCode | LaterProblemCode;

/** Of those that code meets which an app starts with. */
export type EarlyProblemCode = keyof typeof PROBLEMS;
