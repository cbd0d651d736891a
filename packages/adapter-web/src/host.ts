import type { HostPort, HostSignal } from '@firstring/core/driver';
import { hostFacts } from './host-facts.js';
import { LONGEST_TIMER_MS } from './longest-timer.js';
import { randomHex } from './random-hex.js';
import { withWebLock } from './web-lock.js';

/** Clock, chance, timers and signals of a page or a worker. */
export function createHostPort(database: string): HostPort {
  return {
    now: () => Date.now(),
    entropy: randomHex,
    timer: (delayMs, fire) => {
      const timer = setTimeout(fire, Math.min(Math.max(0, delayMs), LONGEST_TIMER_MS));
      return () => {
        clearTimeout(timer);
      };
    },
    // A browser only knows when there is no network at all; `true` means that some interface is up.
    online: () => (globalThis.navigator?.onLine === false ? false : undefined),
    listen,
    exclusively: (name, waitMs, work) => withWebLock(`firstring/${database}/${name}`, waitMs, work),
    facts: hostFacts(),
  };
}

/** `wake`: the page comes out of the back/forward cache or was frozen. A worker has no document and is never in front. */
function listen(listener: (signal: HostSignal) => void): () => void {
  const page = globalThis.document as Document | undefined;
  const sources: readonly (readonly [EventTarget | undefined, string, (event: Event) => HostSignal | undefined])[] = [
    [globalThis, 'online', () => 'online'],
    [globalThis, 'offline', () => 'offline'],
    [globalThis, 'pageshow', (event) => ((event as PageTransitionEvent).persisted ? 'wake' : undefined)],
    [page, 'resume', () => 'wake'],
    [page, 'visibilitychange', () => (page?.visibilityState === 'visible' ? 'front' : 'back')],
  ];
  const leave = sources.map(([target, type, signalOf]) => {
    const hear = (event: Event): void => {
      const signal = signalOf(event);
      if (signal !== undefined) listener(signal);
    };
    target?.addEventListener?.(type, hear);
    return () => target?.removeEventListener?.(type, hear);
  });
  return () => {
    for (const each of leave) each();
  };
}
