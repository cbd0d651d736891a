/**
 * The system's Chromium for tests that need a real browser. Where there is none, tests are skipped with one line that says
 * how to get it; with `CI` set they fail instead.
 */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const INSTALL_HINT = 'install Chromium (Debian: `apt-get install chromium`) or set CHROMIUM_PATH';

const found = CANDIDATES.find((path) => path !== undefined && path !== '' && existsSync(path));

/** Whether browser tests are left out here. In CI they never are: launching then fails, and so does the test. */
export const chromiumIsMissing = found === undefined && !process.env.CI;

/** No traffic of its own, and no sandbox: tests run as root, on pages that they serve themselves. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function executable() {
  if (found === undefined) throw new Error(`There is no Chromium: ${INSTALL_HINT}.`);
  return found;
}

/** A headless browser with a profile of its own that ends with it. */
export function launchChromium(args = []) {
  return chromium.launch({ executablePath: executable(), headless: true, args: [...QUIET, ...args] });
}

/** A headless browser on a profile that is kept: for restarts and kills. */
export function launchChromiumOn(profile, args = []) {
  return chromium.launchPersistentContext(profile, { executablePath: executable(), headless: true, args: [...QUIET, ...args] });
}
