import type { PlainAnswer } from './plain-answer.js';

/** A strong validator of a body (P2): two FNV-1a hashes, which is enough where nobody attacks. */
export function etagOf(body: string): string {
  let low = 0x811c9dc5;
  let high = 0xc9dc5118;
  for (let at = 0; at < body.length; at += 1) {
    low = Math.imul(low ^ body.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ body.charCodeAt(at), 0x01000197);
  }
  return `"${hex(high)}${hex(low)}"`;
}

/** Adds the validator, and answers 304 without a body where the client has these bytes (P2). */
export function revalidated(answer: PlainAnswer, ifNoneMatch: string | undefined): PlainAnswer {
  const etag = etagOf(answer.body);
  const headers = [...answer.headers, ['etag', etag] as const];
  const known = (ifNoneMatch ?? '').split(',').map((candidate) => candidate.trim());
  return known.includes(etag) || known.includes('*')
    ? { status: 304, headers: headers.filter(([name]) => name !== 'content-type'), body: '' }
    : { ...answer, headers };
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
