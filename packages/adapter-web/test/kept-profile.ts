import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { launchChromiumOn } from '../../../scripts/engines/chromium.mjs';
import { servePage } from './page/serve-page.js';

/** What has no part in storage and takes time to start. */
const LEAN = ['--in-process-gpu'];

export interface KeptProfile {
  readonly folder: string;
  /** Where Chromium keeps the IndexedDB of the page's origin. */
  readonly databases: string;
  /** Starts Chromium on it and opens the page. */
  readonly start: () => Promise<{ readonly context: BrowserContext; readonly page: Page }>;
  /** Ends the browser with SIGKILL, all of its processes at once, as a crash or a flat battery would. */
  readonly kill: () => Promise<void>;
}

/** A browser profile that outlives its browser; folder, server and browser end with the test. */
export async function keptProfile(): Promise<KeptProfile> {
  const folder = mkdtempSync(join(tmpdir(), 'firstring-chromium-'));
  const server = await servePage();
  let context: BrowserContext | undefined;
  onTestFinished(async () => {
    await context?.close().catch(() => undefined);
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);
  return {
    folder,
    databases: join(folder, 'Default', 'IndexedDB', `${server.origin.replace(/:\/*/g, '_')}.indexeddb.leveldb`),
    start: async () => {
      context = await launchChromiumOn(folder, LEAN);
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(server.origin);
      return { context, page };
    },
    kill: async () => {
      const pid = Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1));
      process.kill(-pid, 'SIGKILL'); // its processes are one group
      while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
      for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) rmSync(join(folder, name), { force: true });
      await context?.close().catch(() => undefined);
    },
  };
}

/** Whether a process of the group still runs. A dead one stays in it until its new parent notices, which may take seconds. */
function isRunning(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  return !existsSync('/proc/self/stat') || readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && isRunningIn(group, pid));
}

function isRunningIn(group: number, pid: string): boolean {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' '); // a name may have spaces
    const [state, , itsGroup] = fields;
    const threads = Number(fields[17]);
    return Number(itsGroup) === group && (state !== 'Z' || threads > 1);
  } catch {
    return false; // it ended meanwhile
  }
}
