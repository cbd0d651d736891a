import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/config/environment.js';

describe('the environment', () => {
  test('has a default for everything', () => {
    expect(readEnvironment({})).toEqual({
      ok: true,
      config: { port: 8080, host: '127.0.0.1', database: { kind: 'embedded', directory: '.data' }, latencyMs: 0, passwordCost: 15, log: { level: 'info' }, trustedProxies: [] },
    });
    expect(readEnvironment({ PORT: '', DATABASE_URL: '', PUBLIC_URL: '', DEMO_DIR: '' })).toEqual(readEnvironment({}));
  });

  test('chooses the database', () => {
    const database = (environment: Record<string, string>) => {
      const read = readEnvironment(environment);
      return read.ok ? read.config.database : read.faults;
    };
    expect(database({ DATA_DIR: 'memory' })).toEqual({ kind: 'memory' });
    expect(database({ DATA_DIR: '/var/lib/x' })).toEqual({ kind: 'embedded', directory: '/var/lib/x' });
    expect(database({ DATA_DIR: 'memory', DATABASE_URL: 'postgres://u@h/d' })).toEqual({ kind: 'postgresql', url: 'postgres://u@h/d' });
  });

  test('takes all of it', () => {
    expect(readEnvironment({ PORT: '0', HOST: '::1', PUBLIC_URL: 'https://portal.example/x', LATENCY_MS: '50', LOG_LEVEL: 'silent', TRUSTED_PROXIES: '10.0.0.0/8, ::1', DEMO_DIR: 'examples/web/dist' })).toMatchObject({
      ok: true,
      config: { port: 0, host: '::1', publicUrl: 'https://portal.example/x', latencyMs: 50, log: false, trustedProxies: ['10.0.0.0/8', '::1'], demoDir: 'examples/web/dist' },
    });
  });

  test.each([
    ['PORT', '80a'], ['PORT', '-1'], ['PORT', '65536'], ['PORT', '1e3'], ['PORT', ' 80'],
    ['HOST', 'a b'], ['HOST', 'http://x'],
    ['DATABASE_URL', 'mysql://u:canary-secret@h/d'], ['DATABASE_URL', 'canary-secret'],
    ['PUBLIC_URL', 'ftp://x'], ['PUBLIC_URL', 'portal.example'], ['PUBLIC_URL', 'https://x/?a=1'],
    ['LATENCY_MS', '60001'], ['LATENCY_MS', 'fast'], ['PASSWORD_COST', '9'],
    ['LOG_LEVEL', 'loud'], ['TRUSTED_PROXIES', 'proxy.example'], ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ])('%s=%s is refused with one sentence that does not repeat the value', (name, value) => {
    const read = readEnvironment({ [name]: value });
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.faults).toHaveLength(1);
    expect(read.faults[0]).toMatch(new RegExp(`^${name} must .+\\.$`));
    expect(read.faults[0]).not.toContain('canary-secret');
  });

  test('all faults are named at once', () => {
    const read = readEnvironment({ PORT: 'x', LOG_LEVEL: 'y', LATENCY_MS: 'z' });
    expect(read.ok ? [] : read.faults.map((fault) => fault.split(' ')[0])).toEqual(['PORT', 'LATENCY_MS', 'LOG_LEVEL']);
  });
});
