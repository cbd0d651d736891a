import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { HostPort, HostSignal } from '@firstring/core/driver';
import { fileNameFor } from './file-name.js';
import { hostFacts } from './host-facts.js';
import { withLockFile } from './lock-file.js';

/** setTimeout fires at once beyond this (R7). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Clock, chance, timers and signals of a Node process. Timers keep the process alive: what waits for one is a run under
 * way, and a process must not end in the middle of it; who wants to end earlier calls `dispose` of the provisioner.
 */
export function createHostPort(stateDir: string): HostPort {
  return {
    now: () => Date.now(),
    entropy: (bytes) => randomBytes(bytes).toString('hex'),
    timer: (delayMs, fire) => {
      const timer = setTimeout(fire, Math.min(Math.max(0, delayMs), LONGEST_TIMER_MS));
      return () => {
        clearTimeout(timer);
      };
    },
    // Node cannot tell: an interface that is up may lead nowhere, and without one the machine still reaches itself.
    online: () => undefined,
    listen: wakeSignals(),
    exclusively: (name, waitMs, work) => withLockFile(join(stateDir, 'locks', `${fileNameFor(name)}.lock`), waitMs, work),
    facts: hostFacts(),
  };
}

/** A process that was stopped and goes on has slept: `wake` (R7). Windows has no such signal. One listener for all. */
function wakeSignals(): HostPort['listen'] {
  const listeners = new Set<(signal: HostSignal) => void>();
  const wake = (): void => {
    for (const listener of [...listeners]) listener('wake');
  };
  return (listener) => {
    if (process.platform === 'win32') return () => undefined;
    const own = (signal: HostSignal): void => {
      listener(signal);
    };
    if (listeners.size === 0) process.on('SIGCONT', wake);
    listeners.add(own);
    return () => {
      if (listeners.delete(own) && listeners.size === 0) process.off('SIGCONT', wake);
    };
  };
}
