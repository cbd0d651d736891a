/** Longer than this no commit waits for it (S6). */
const PATIENCE_MS = 1_000;

/**
 * Has Chromium begin a new log, by making and deleting the database `name`; settles when the deletion is reported, or cannot
 * be. The old log is out of use some milliseconds later, which no page is told.
 *
 * Chromium keeps all databases of an origin in one LevelDB. A kill can leave half a record at the end of its log. The next
 * start goes on writing behind it, and the start after that reads a corrupt log and discards everything, what was committed
 * long before included (S1). Whoever begins a new log in between reads the old one for the last time. docs/decisions/0007.
 */
export function beginFreshLog(name: string): Promise<void> {
  // Other browsers discard nothing, and so have no word for it.
  if (!('dataLoss' in (globalThis.IDBVersionChangeEvent?.prototype ?? {}))) return Promise.resolve();
  return new Promise<void>((resolve, reject) => {
    setTimeout(resolve, PATIENCE_MS);
    const opening = indexedDB.open(name);
    opening.onerror = reject;
    opening.onsuccess = () => {
      opening.result.close();
      const deleting = indexedDB.deleteDatabase(name); // only deleting what is there begins a new log
      deleting.onerror = reject;
      deleting.onsuccess = () => {
        resolve();
      };
    };
  }).catch(() => undefined);
}
