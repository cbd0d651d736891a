import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

const HTML = '<!doctype html><meta charset="utf-8"><title>test</title><script src="/page.js"></script>';

export interface PageServer {
  /** On loopback, which is a secure context. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Serves a page with everything of `entry.ts`; `/sandboxed` is the same page in an origin of its own that may keep nothing. */
export async function servePage(): Promise<PageServer> {
  const bundled = await build({
    entryPoints: [new URL('entry.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions: ['@firstring/source'],
  });
  const script = bundled.outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    if (request.url === '/sandboxed') response.setHeader('Content-Security-Policy', 'sandbox allow-scripts');
    response.end(isScript ? script : HTML);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
