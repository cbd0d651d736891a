import type { Transport } from '../../src/portal/exchange.js';

type Expected = 'whole' | 'short' | 'broken' | 'timeout' | 'surplus';

/** What an exchange over a faulty connection comes to, the same in memory and on a wire. Clients differ about a surplus. */
export const EXCHANGES: readonly (readonly [what: string, transport: Transport, expected: Expected])[] = [
  ['with a length', {}, 'whole'],
  ['in chunks', { framing: 'chunked', drip: { bytes: 7, everyMs: 1 } }, 'whole'],
  ['up to the end of the connection', { framing: 'close' }, 'whole'],
  ['late', { latencyMs: 30 }, 'whole'],
  ['reset before the head', { fault: { kind: 'reset' } }, 'broken'],
  ['reset inside the body', { fault: { kind: 'reset', afterBytes: 5 } }, 'broken'],
  ['closed before the head', { fault: { kind: 'close' } }, 'broken'],
  ['closed inside a length', { fault: { kind: 'close', afterBytes: 5 } }, 'broken'],
  ['closed inside chunks', { framing: 'chunked', fault: { kind: 'close', afterBytes: 5 } }, 'broken'],
  ['closed where nothing marks the end', { framing: 'close', fault: { kind: 'close', afterBytes: 5 } }, 'short'],
  ['announced too short', { announcedLength: 5 }, 'surplus'],
  ['announced too long, then closed', { announcedLength: 1000, fault: { kind: 'close', afterBytes: 20 } }, 'broken'],
  ['announced too long, then silent', { announcedLength: 1000 }, 'timeout'],
  ['never', { fault: { kind: 'hang' } }, 'timeout'],
  ['never to its end', { fault: { kind: 'hang', afterBytes: 5 } }, 'timeout'],
  ['in chunks without an end', { framing: 'chunked', fault: { kind: 'hang', afterBytes: 20 } }, 'timeout'],
  ['drop by drop', { drip: { bytes: 1, everyMs: 60 } }, 'timeout'],
];

export const BODY = '0123456789abcdefghij';

/** Whether this is what was expected. */
export function meets(actual: string, expected: Expected): boolean {
  return expected === 'surplus' ? actual === 'short' || actual === 'broken' : actual === expected;
}
