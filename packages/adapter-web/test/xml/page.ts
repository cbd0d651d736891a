import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Input } from '../../../core/test/xml/inputs.js';
import { launchChromium } from '../../../../scripts/engines/chromium.mjs';

export interface ReaderPage {
  /** What the reader over `DOMParser` says, one text for each input. */
  readonly outcomes: (inputs: readonly Input[]) => Promise<readonly string[]>;
  /** A digest of what it says of one of the megabytes. */
  readonly nasty: (index: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** One page of a real browser, empty but for its head, with our reader in it, bundled from sources. */
export async function openReaderPage(head = ''): Promise<ReaderPage> {
  const bundled = await build({
    entryPoints: [fileURLToPath(new URL('in-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'reader',
    conditions: ['@firstring/source'],
    target: 'es2022',
    tsconfigRaw: '{}',
  });
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.setContent(head);
  await page.evaluate(bundled.outputFiles[0]?.text ?? '');
  return {
    outcomes: async (inputs) => {
      const plain = inputs.map(({ bytes, limits }) => ({ base64: Buffer.from(bytes).toString('base64'), limits }));
      return await page.evaluate<readonly string[]>(`reader.outcomesOf(${JSON.stringify(plain)})`);
    },
    nasty: (index) => page.evaluate<string>(`reader.outcomeOfNasty(${index})`),
    close: () => browser.close(),
  };
}
