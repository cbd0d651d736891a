import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asRemoteTests, CASES, checkWithout, SAMPLE_USER, SIP_PASSWORD } from '@firstring/test-kit';
import { servePage, type ServedPage } from '@firstring/test-kit/node';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumIsMissing, launchChromium } from '../../../scripts/engines/chromium.mjs';

const fixture = (name: string): string => readFileSync(new URL(`../../adapter-node/test/fixtures/${name}.pem`, import.meta.url), 'utf8');

const TLS = {
  ca: fixture('authority'),
  key: fixture('localhost-key'),
  cert: fixture('localhost'),
  untrusted: { key: fixture('untrusted-key'), cert: fixture('untrusted') },
};

async function program(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page/conformance.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions: ['@firstring/source'],
  });
  return outputFiles[0]?.text ?? '';
}

/** Makes Chromium trust one certificate by its key, and no other; and resolve one host name, and no other. */
function launchArguments(): readonly string[] {
  const key = new X509Certificate(TLS.cert).publicKey.export({ type: 'spki', format: 'der' });
  return [
    `--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`,
    '--host-resolver-rules=MAP plain.provider.example 127.0.0.1,MAP * ~NOTFOUND,EXCLUDE 127.0.0.1',
  ];
}

describe.skipIf(chromiumIsMissing)('in Chromium: conformance', { timeout: 60_000 }, () => {
  let served: ServedPage;
  let browser: Browser;
  let page: Page;
  const printed: string[] = [];

  beforeAll(async () => {
    served = await servePage({ script: await program(), tls: TLS });
    browser = await launchChromium(launchArguments());
    const context = await browser.newContext();
    page = await context.newPage();
    page.on('console', (message) => printed.push(message.text()));
    page.on('pageerror', (error) => printed.push(error.stack ?? error.message));
    await page.exposeFunction('firstringSetOffline', (offline: boolean) => context.setOffline(offline));
    await page.addInitScript('globalThis.firstringDriver = { setOffline: firstringSetOffline }');
    await page.goto(served.url);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const tests = asRemoteTests(CASES, async ({ id }) => {
    const result = await page.evaluate((wanted) => globalThis.firstringRunCase?.(wanted), id);
    if (result === undefined) throw new Error('the page offers no cases');
    return result;
  });
  for (const { name, run } of tests) test(name, (context) => run((reason) => context.skip(reason)));

  test('S4: what the browser itself printed meanwhile holds no secret either', () => {
    expect(printed.length).toBeGreaterThan(0); // it prints each failed request
    for (const secret of [SAMPLE_USER.password, SIP_PASSWORD]) checkWithout(printed.join('\n'), secret, 'the console');
  });
});
