import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { USAGE } from '../src/usage.js';
import { PASSWORD, startServices, WHO, type Services } from './services.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ON_WINDOWS = process.platform === 'win32';

/** The checkout as a user has it after `npm test` or `npm run demo`, which build before anything else. */
function buildUnlessBuilt(): void {
  const { stdout } = spawnSync(process.execPath, [join(ROOT, 'packages/cli/bin/firstring.js'), '--help'], { encoding: 'utf8' });
  if (stdout === USAGE) return;
  const bins = ['.tools/node_modules/.bin', 'node_modules/.bin'].map((folder) => join(ROOT, folder));
  const built = spawnSync('turbo', ['run', 'build', '--filter=@firstring/cli', '--output-logs=errors-only'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: ON_WINDOWS,
    env: { ...process.env, PATH: [...bins, process.env['PATH']].join(delimiter), TURBO_TELEMETRY_DISABLED: '1' },
  });
  if (built.status !== 0) throw new Error(`the build failed: ${built.error?.message ?? ''}${built.stdout}${built.stderr}`);
}

describe('npx firstring in the root of a checkout', () => {
  let registry: Server;
  let asked: string[];
  let folder: string;
  let services: Services;
  let closedPort: number;

  beforeAll(async () => {
    buildUnlessBuilt();
    asked = [];
    registry = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.writeHead(404).end('{}');
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    closedPort = (closed.address() as AddressInfo).port;
    closed.close();
    await once(closed, 'close');
    folder = mkdtempSync(join(tmpdir(), 'firstring-npx-'));
    services = await startServices();
  });
  afterAll(async () => {
    registry.close();
    await services.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
  });

  interface Ended {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  }

  /** Nothing of the runner's npm configuration reaches it, and nothing is in its cache. */
  function npx(port: number, args: readonly string[], cwd: string = ROOT): Promise<Ended> {
    const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) && !name.startsWith('FIRSTRING_'));
    const env = {
      ...Object.fromEntries(inherited),
      npm_config_registry: `http://127.0.0.1:${String(port)}/`,
      npm_config_cache: join(folder, 'cache'),
      npm_config_fetch_retries: '0',
      FIRSTRING_STATE: join(folder, 'state'),
      FIRSTRING_PASSWORD: PASSWORD,
      XDG_CONFIG_HOME: join(folder, 'config'),
    };
    return new Promise((resolve) => {
      const child = execFile('npx', [...args], { cwd, env, shell: ON_WINDOWS }, (_error, out, err) => {
        resolve({ code: child.exitCode, out, err });
      });
      child.stdin?.end();
    });
  }

  const port = (): number => (registry.address() as AddressInfo).port;

  test('a whole sign-in works, and the registry that npm would ask sees no request', async () => {
    const signedIn = await npx(port(), ['firstring', 'provision', WHO, '--portal', services.portal.url]);
    expect([signedIn.code, signedIn.err]).toEqual([0, expect.stringContaining('100 %  saved') as string]);
    expect(signedIn.out).toMatch(/^✓ Ready\n/);
    expect((await npx(port(), ['firstring', 'explain', 'account.codecOrder'])).out).toMatch(/^account\.codecOrder = /);
    expect((await npx(port(), ['firstring', 'nonsense'])).code).toBe(2);
    expect(asked).toEqual([]);
  });

  test('it works with a registry that cannot be reached', async () => {
    const { code, out } = await npx(closedPort, ['firstring', '--help']);
    expect({ code, out }).toEqual({ code: 0, out: USAGE });
    const cached = join(folder, 'cache', '_npx');
    expect(existsSync(cached) ? readdirSync(cached) : []).toEqual([]); // nothing was installed for it
  });

  test('the same npx does ask that registry for what the checkout does not have', async () => {
    const { code } = await npx(port(), ['--yes', 'firstring-is-not-here'], folder);
    expect(code).not.toBe(0);
    expect(asked.length).toBeGreaterThan(0);
  });
});
