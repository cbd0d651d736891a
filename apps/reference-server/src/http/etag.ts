import { createHash } from 'node:crypto';

/** A strong validator: the digest of exactly these bytes (P2). */
export function strongEtag(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url')}"`;
}

/** Whether `If-None-Match` names this version. A cache on the way may have marked the tag as weak; it still names it (RFC 9110, 13.1.2). */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const asked = ifNoneMatch.split(',').map((tag) => tag.trim());
  return asked.includes('*') || asked.includes(etag) || asked.includes(`W/${etag}`);
}
