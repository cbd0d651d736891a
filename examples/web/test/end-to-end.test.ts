import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReferenceServer, type ReferenceServer } from '@firstring/reference-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumIsMissing, launchChromium } from '../../../scripts/engines/chromium.mjs';
import { buildPage, scriptSize } from './build-page.js';
import { dumpStorage } from './dump-storage.js';

const PATIENCE_MS = 30_000;
const WRONG = 'canary-wrong-5d21';
const PASSWORD = 'correct-horse';
const SIP_PASSWORD = 'K7-lake-42-Fern';
const STEPS = ['provisioning', 'theme', 'global_extprov', 'extprov'];

const folder = mkdtempSync(join(tmpdir(), 'firstring-example-web-'));
const pictures = mkdtempSync(join(tmpdir(), 'firstring-screenshots-'));
const said: string[] = [];
const asked: string[] = [];
let server: ReferenceServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (chromiumIsMissing) return;
  await buildPage(folder);
  const { plain, gzip } = await scriptSize(folder);
  console.log(`examples/web: ${plain} kB of script, ${gzip} kB gzip. Screenshots: ${pictures}`);
  server = await createReferenceServer({ demoDir: folder, passwordCost: 10, onRequest: ({ method, route }) => void asked.push(`${method} ${route}`) });
  browser = await launchChromium();
  page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => void said.push(message.text()));
  page.on('pageerror', (error) => void said.push(`uncaught: ${error.message}`));
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
});

/** Both colour schemes on a desk and on a small phone. */
async function photograph(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: join(pictures, `${name}-${colorScheme}-${width}.png`), fullPage: true, animations: 'disabled' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} at ${width}: nothing sticks out`).toBeLessThanOrEqual(width);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Notes each status of each step, each number of the bar, and what is announced, as they appear. */
async function watchProgress(): Promise<() => Promise<{ readonly seen: readonly string[]; readonly bar: readonly number[]; readonly spoken: readonly string[] }>> {
  await page.evaluate(() => {
    const notes = { seen: [] as string[], bar: [] as number[], spoken: [] as string[] };
    const note = (): void => {
      for (const step of document.querySelectorAll<HTMLElement>('[data-step]')) {
        const line = `${step.dataset['step']} ${step.dataset['status']}`;
        if (!notes.seen.includes(line)) notes.seen.push(line);
      }
      const bar = document.querySelector('progress');
      if (bar !== null) notes.bar.push(bar.value);
      const words = document.querySelector('[role=status]')?.textContent;
      if (words !== undefined && notes.spoken.at(-1) !== words) notes.spoken.push(words);
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { notes });
  });
  return () => page.evaluate(() => (window as unknown as { notes: { seen: string[]; bar: number[]; spoken: string[] } }).notes);
}

const who = () => page.getByLabel('User and cloud ID');
const password = () => page.getByLabel('Password', { exact: true });
const signIn = () => page.getByRole('button', { name: 'Sign in', exact: true }).click();
const leaf = (path: string) => page.locator(`[data-path="${path}"]`);
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: PATIENCE_MS });
const ofServices = (lines: readonly string[]) => lines.filter((line) => !line.includes('/demo'));

test.skipIf(chromiumIsMissing)('in Chromium: signs in, shows every step, explains, starts offline, signs out', { timeout: 300_000 }, async () => {
  // A link only fills in the form, and is gone from the address (I6).
  await page.goto(`${server.demoUrl}#csc:alice:${WRONG}@ACME`);
  await eventually(() => who().inputValue()).toBe('alice@ACME');
  expect(await password().inputValue()).toBe(WRONG);
  expect(page.url()).toBe(server.demoUrl);
  expect(ofServices(asked)).toEqual([]);

  // A wrong password: the provider's sentence, the username stays, the password goes (O5).
  await signIn();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('The user name or password is not correct.');
  expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
  expect([await who().inputValue(), await password().inputValue()]).toEqual(['alice@ACME', '']);
  await photograph('wrong-password');

  // A run that is held up and cancelled leaves the form as it was (F8).
  await password().fill(PASSWORD);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/provider/acme/account', async (route) => {
    await released;
    await route.continue().catch(() => undefined);
  });
  await signIn();
  await page.locator('[data-step=extprov][data-status=running]').waitFor();
  await photograph('progress');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await who().waitFor();
  release();
  await page.unroute('**/provider/acme/account');
  expect(await who().inputValue()).toBe('alice@ACME');
  expect(await page.getByRole('alert').count()).toBe(0);

  // The right one, by keyboard: each step is seen, and the bar never goes back (F7).
  const progress = await watchProgress();
  await password().fill(PASSWORD);
  await password().press('Enter');
  await page.getByRole('heading', { name: 'Acme Talk', level: 1 }).waitFor();
  const { seen, bar, spoken } = await progress();
  for (const step of STEPS) expect(seen).toEqual(expect.arrayContaining([`${step} running`, `${step} done`]));
  expect(bar).toEqual([...bar].sort((a, b) => a - b));
  expect(spoken.join(' ')).toMatch(/of 4 steps done/);
  const run = page.locator('[data-step=extprov]');
  expect(await run.textContent()).toMatch(/Your account extprov.*done.*from the provider · \d.* attempt 1 · \d+ ms/);

  // The profile in the theme's colours, with its logo.
  const colours = () => page.evaluate(() => ['--background', '--primary', '--text'].map((name) => document.documentElement.style.getPropertyValue(name)));
  await page.emulateMedia({ colorScheme: 'light' });
  await eventually(colours).toEqual(['#f4f7fc', '#1d4fb8', '#0b1f3a']);
  await page.emulateMedia({ colorScheme: 'dark' });
  await eventually(colours).toEqual(['#0b1f3a', '#4f8cff', '#e8eefb']);
  await eventually(() => page.locator('img.logo').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  expect(await leaf('account.host').textContent()).toContain('sip.acme.example');
  expect(await leaf('quickDial.reception.displayName').textContent()).toContain('Reception');
  expect(await leaf('dialActions.park.title').textContent()).toContain('Park');
  expect(await leaf('prefKeys.keypadVolume').textContent()).toContain('8');
  expect(await page.locator('[data-secret-level]').textContent()).toMatch(/obfuscated|keystore/);

  await explainsCodecOrder();
  await leaf('quickDial.reception.displayName').getByRole('button', { name: 'displayName' }).click();
  expect(await leaf('quickDial.reception.displayName').textContent()).toContain('You may not change this value: locked by the global layer with priority 50');
  await photograph('profile');

  // A secret shows itself on request only.
  await revealsOnRequest();
  expect(await page.content()).not.toContain(PASSWORD);
  const kept = await dumpStorage(page);
  expect(kept).toContain('sip.acme.example');
  for (const secret of [PASSWORD, WRONG, SIP_PASSWORD]) for (const form of formsOf(secret)) expect(kept).not.toContain(form);

  // The second start asks nobody.
  await eventually(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  asked.length = 0;
  await page.reload();
  await page.getByText(/^Saved on .*no server was asked/).waitFor();
  expect(await leaf('account.host').textContent()).toContain('sip.acme.example');
  expect(ofServices(asked)).toEqual([]);

  // And needs nobody: the server is gone, the network too.
  await server.close();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText(/^Saved on .*no server was asked/).waitFor();
  await eventually(() => page.locator('img.logo').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await explainsCodecOrder();
  await revealsOnRequest();
  await photograph('offline');

  // Somebody is signed in: a link asks first (I6).
  await page.evaluate(() => { location.hash = '#csc:bob@ACME'; });
  await page.getByText(/A link was opened that signs in as/).waitFor();
  expect(page.url()).toBe(server.demoUrl);
  await page.getByRole('button', { name: 'Ignore it' }).click();
  await page.getByText(/A link was opened/).waitFor({ state: 'detached' });

  // Signing out leaves nothing of the account behind (R12).
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await eventually(() => page.evaluate(() => caches.keys())).not.toContain('theme-images');
  await photograph('signed-out');
  const left = await dumpStorage(page);
  for (const text of ['alice', 'acme', '1001', SIP_PASSWORD, PASSWORD]) expect(left.toLowerCase()).not.toContain(text.toLowerCase());
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();

  // What the page said on the way: answers that were refused, nothing of its own, and no secret.
  for (const secret of [PASSWORD, WRONG, SIP_PASSWORD]) for (const line of said) expect(line).not.toContain(secret);
  expect(said.filter((line) => !/^Failed to load resource: .*401/.test(line))).toEqual([]);
});

async function explainsCodecOrder(): Promise<void> {
  const row = leaf('account.codecOrder');
  await row.getByRole('button', { name: 'codecOrder' }).press('Enter');
  const claims = await row.locator('.claim').allTextContents();
  expect(claims[0]).toMatch(/^won9,8,0,102account.*priority 20 · extprov/);
  expect(claims[1]).toMatch(/^lost8,0,9portallower priority: 10 is below 20priority 10 · provisioning/);
  expect(await row.textContent()).toContain('You may change this value.');
}

async function revealsOnRequest(): Promise<void> {
  const row = leaf('account.password');
  expect(await page.content()).not.toContain(SIP_PASSWORD);
  await row.getByRole('button', { name: 'Reveal password' }).click();
  expect(await row.textContent()).toContain(SIP_PASSWORD);
  await row.getByRole('button', { name: 'Hide password' }).click();
  expect(await page.content()).not.toContain(SIP_PASSWORD);
}

function formsOf(secret: string): readonly string[] {
  return [secret, btoa(secret), encodeURIComponent(secret), Buffer.from(secret).toString('hex')];
}
