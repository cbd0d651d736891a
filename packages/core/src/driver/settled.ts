/** What a port that rejects or throws all the same is taken for. */
const REJECTED = { ok: false, conflict: false, failure: { reason: 'failed', cause: 'port-rejected' } } as const;

export async function settled<T>(ask: () => Promise<T>): Promise<T | typeof REJECTED> {
  try {
    return await ask();
  } catch {
    return REJECTED;
  }
}
