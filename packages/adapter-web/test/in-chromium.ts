import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { chromiumIsMissing, launchChromium } from '../../../scripts/engines/chromium.mjs';
import { type PageServer, servePage } from './page/serve-page.js';

/** A host name that leads to this machine and is no secure context. */
export const INSECURE_HOST = 'insecure.example';

const START_MS = 60_000;
/** Browsers are slow on a busy machine. */
const TEST_MS = 30_000;

export interface Chromium {
  readonly origin: () => string;
  /** The page that all tests of a file use; what it stores, they tell apart by its name. */
  readonly page: () => Page;
  /** One more tab, that ends with the test: of the same browser profile unless another one is given. */
  readonly tab: (place?: { readonly profile?: BrowserContext; readonly url?: string }) => Promise<Page>;
  /** A browser profile of its own, for what would disturb other tests; ends with the test. */
  readonly profile: () => Promise<BrowserContext>;
}

/** Tests in the system's Chromium, on a page that has the ports; left out where there is none. */
export function inChromium(name: string, body: (chromium: Chromium) => void): void {
  describe.skipIf(chromiumIsMissing)(`in Chromium: ${name}`, { timeout: TEST_MS }, () => {
    let server: PageServer;
    let browser: Browser;
    let shared: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      server = await servePage();
      browser = await launchChromium([`--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`]);
      shared = await browser.newContext();
      page = await shared.newPage();
      await page.goto(`${server.origin}/page/of/the/app`);
    }, START_MS);
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    }, START_MS);

    body({
      origin: () => server.origin,
      page: () => page,
      tab: async ({ profile = shared, url = `${server.origin}/page/of/the/app` } = {}) => {
        const tab = await profile.newPage();
        onTestFinished(() => tab.close());
        await tab.goto(url);
        return tab;
      },
      profile: async () => {
        const context = await browser.newContext();
        onTestFinished(() => context.close());
        return context;
      },
    });
  });
}
