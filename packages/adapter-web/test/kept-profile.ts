import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { launchChromiumOn } from '../../../scripts/engines/chromium.mjs';
import { servePage } from './page/serve-page.js';

export interface KeptProfile {
  readonly folder: string;
  /** Starts Chromium on it and opens the page. */
  readonly start: () => Promise<{ readonly context: BrowserContext; readonly page: Page }>;
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
    start: async () => {
      context = await launchChromiumOn(folder, ['--in-process-gpu']); // one process less to start, which has no part in storage
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(server.origin);
      return { context, page };
    },
  };
}
