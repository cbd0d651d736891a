const LONGEST_WAIT_MS = 10_000;

/**
 * Runs `work` once, under a Web Lock that every tab and worker of the origin sees. A lock only spares work that a commit's
 * comparison would reject: where it cannot be had in time, or at all, the work runs without it (S6). Settles as the work does.
 */
export async function withWebLock<T>(name: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks as LockManager | undefined; // not on pages over plain http
  let running: Promise<T> | undefined;
  const start = (): Promise<T> => (running ??= (async () => work())()); // a throw counts as a rejection
  try {
    await locks?.request(name, waitMs > 0 ? { signal: AbortSignal.timeout(Math.min(waitMs, LONGEST_WAIT_MS)) } : { ifAvailable: true }, start);
  } catch {
    // Not in time, not allowed here, or the work's own rejection, which is passed on below.
  }
  return start();
}
