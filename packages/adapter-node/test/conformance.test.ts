import { readFileSync } from 'node:fs';
import { CASES, asTests } from '@firstring/test-kit';
import { createSocketWorld, type SocketWorldOptions } from '@firstring/test-kit/node';
import { test } from 'vitest';
import { createNodePorts } from '../src/index.js';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.pem`, import.meta.url), 'utf8');

const OPTIONS: SocketWorldOptions = {
  capabilities: {
    'http.redirects': 'controlled',
    'http.body-cap': 'streamed',
    'http.repeated-headers': 'apart',
    'http.gzip': 'checked',
    'http.encodings-checked': true,
    'http.plain-host': true,
    'store.scope': 'host',
    'secrets.shared': true,
    'host.locks': true,
    'faults.dns': true,
  },
  tls: {
    ca: fixture('authority'),
    key: fixture('localhost-key'),
    cert: fixture('localhost'),
    untrusted: { key: fixture('untrusted-key'), cert: fixture('untrusted') },
  },
};

for (const { name, run } of asTests(CASES, () => createSocketWorld(createNodePorts, OPTIONS)))
  test(name, { timeout: 60_000 }, (context) => run((reason) => context.skip(reason)));
