const SHORTEST_MS = 1_000;
/** The longest that a server may put its next request off, in ms (R4). */
export const LONGEST_MS = 86_400_000;

/**
 * When a server wants to be asked again (O6), in ms since the epoch: `Retry-After` as seconds or as an HTTP date,
 * clamped to 1 s to 24 h from now (R4). `undefined` where the header is absent or says nothing.
 */
export function retryAt(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const delayMs = /^\d{1,15}$/.test(text) ? Number(text) * 1_000 : httpDate(text) - now;
  if (!Number.isFinite(delayMs)) return undefined;
  return now + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, delayMs));
}

/** Only the form that RFC 9110 tells servers to send; engines disagree about every other one. */
function httpDate(text: string): number {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : NaN;
}
