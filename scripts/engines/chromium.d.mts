import type { Browser, BrowserContext } from 'playwright-core';

export const INSTALL_HINT: string;
/** Whether browser tests are left out here; never in CI. */
export const chromiumIsMissing: boolean;
export function launchChromium(args?: readonly string[]): Promise<Browser>;
export function launchChromiumOn(profile: string, args?: readonly string[]): Promise<BrowserContext>;
