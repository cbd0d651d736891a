import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoggedRequest } from '@firstring/test-kit';

/** Portal and provider in another process, each answer 50 ms late. */
export interface SlowServers {
  readonly portal: string;
  readonly provider: string;
  /** The request log since the last `clear`. */
  log(): Promise<readonly LoggedRequest[]>;
  clear(): Promise<void>;
  close(): void;
}

export async function startSlowServers(): Promise<SlowServers> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), { execArgv: process.execArgv });
  const [addresses] = (await once(child, 'message')) as [{ portal: string; provider: string }];
  const ask = async (word: 'log' | 'clear'): Promise<readonly LoggedRequest[]> => {
    const answer = once(child, 'message') as Promise<[readonly LoggedRequest[]]>;
    child.send(word);
    const [log] = await answer;
    return log;
  };
  return {
    ...addresses,
    log: () => ask('log'),
    clear: async () => {
      await ask('clear');
    },
    close: () => {
      child.disconnect();
    },
  };
}

/** Which documents were asked for together: a wave begins when all earlier requests have ended. */
export function wavesOf(log: readonly LoggedRequest[]): readonly (readonly string[])[] {
  const waves: string[][] = [];
  let open = new Set<number>();
  for (const request of [...log].sort((a, b) => a.sequence - b.sequence)) {
    const before = log.filter(({ sequence }) => open.has(sequence));
    const allEnded = before.every(({ end }) => end !== undefined && end.sequence < request.sequence);
    if (waves.length === 0 || allEnded) {
      waves.push([]);
      open = new Set();
    }
    open.add(request.sequence);
    waves.at(-1)?.push(request.document ?? '?');
  }
  return waves.map((wave) => wave.sort());
}
