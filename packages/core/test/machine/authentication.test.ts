import { describe, expect, test } from 'vitest';
import type { Leaf } from '../../src/document/tree.js';
import type { Settings } from '../../src/machine/settings.js';
import { ACCOUNT, element, GLOBAL, Machine, provisioning, THEME } from './drive.js';

const DIGEST = 'Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256';
const STALE = 'Digest realm="r", nonce="n2", qop="auth", stale=true';
const BASIC = 'Basic realm="r"';
const MESSAGE = { type: 'document.read', content: { kind: 'message', message: 'Ask the desk.' }, digest: '' } as const;

const keys = (prefix: string, url: Leaf): readonly ReturnType<typeof element>[] => [element(`${prefix}Url`, url), element(`${prefix}AuthUsername`, { secret: 's8' }), element(`${prefix}AuthPassword`, { secret: 's9' })];

function atAccount(url: Leaf = 'https://prov.example/account', settings: Partial<Settings> = {}): Machine {
  return new Machine(settings).fresh().submit().deliver('provisioning', provisioning(...keys('InitialProvisioning', url))).deliver('theme', element('nothing'));
}

function challenged(machine: Machine, ...challenges: readonly string[]): Machine {
  return machine.answer('extprov', 401, challenges.map((value) => ['www-authenticate', value] as const));
}

function failure(machine: Machine): unknown {
  return machine.state.tag === 'empty' ? machine.state.failure : undefined;
}

/** What a 401 leads to where it stands. */
function refused(machine: Machine): unknown {
  const id = machine.request('extprov');
  expect(machine.commands).toEqual([{ type: 'document.read', id, as: 'error' }]);
  return failure(machine.tell({ ...MESSAGE, id }));
}

describe('W10: a challenge', () => {
  test('is answered within the same attempt and what is left of its deadline', () => {
    const machine = atAccount();
    const [first] = machine.sent();
    machine.at += 12_000;
    machine.tell({ type: 'http.progressed', id: machine.request('extprov'), received: 7, total: 70 });
    challenged(machine, DIGEST, BASIC);
    const challenge = { scheme: 'digest', algorithm: 'SHA-256', realm: 'r', nonce: 'n1', qop: true, stale: false, userhash: false };
    expect(machine.commands).toEqual([
      { type: 'http.abort', id: first?.id },
      { ...first, id: (first?.id ?? 0) + 1, deadlineMs: 18_000, target: { ...first?.target, authentication: { challenge, renewed: false } } },
    ]);
    const step = machine.state.tag === 'running' ? machine.state.run.steps.extprov : undefined;
    expect(step).toMatchObject({ status: 'running', attempt: 1, received: 0, startedAt: machine.at - 12_000, deadlineAt: machine.at + 18_000 });
    expect(step).not.toHaveProperty('total');

    machine.deliver('extprov', ACCOUNT);
    expect(machine.state.tag).toBe('saving');
    expect(JSON.stringify(machine.state)).not.toMatch(/authentication|nonce/); // what was asked is forgotten, once it was answered
  });

  test('R6: a signed request that found nobody is not sent again by itself: what was challenged had left', () => {
    const lost = (machine: Machine): unknown =>
      machine.tell({ type: 'http.failed', id: machine.request('extprov'), reason: 'refused', cause: '', origin: '', sent: false }).state.tag;
    expect(lost(atAccount())).toBe('running');
    expect(lost(challenged(atAccount(), DIGEST))).toBe('empty');
  });

  test('a late answer to the unsigned request changes nothing', () => {
    const machine = atAccount();
    const id = machine.request('extprov');
    challenged(machine, DIGEST);
    const { state } = machine;
    machine.tell({ type: 'http.answered', id, status: 200, headers: [] });
    expect([machine.state, machine.commands]).toEqual([state, []]);
  });

  test('O4: the deadline of the step ends both', () => {
    const machine = challenged(atAccount(), DIGEST);
    machine.at += 29_999;
    expect(machine.tell({ type: 'clock.reached' }).state.tag).toBe('running');
    machine.at += 1;
    machine.tell({ type: 'clock.reached' });
    expect(failure(machine)).toMatchObject({ problem: { code: 'network.timeout' } });
    expect(machine.commands).toContainEqual(expect.objectContaining({ type: 'http.abort' }));
  });

  test('past the deadline there is still a millisecond, and the clock decides', () => {
    const machine = atAccount();
    machine.at += 30_000;
    expect(challenged(machine, DIGEST).sent()[0]?.deadlineMs).toBe(1);
  });

  test('is answered in step 3 as well', () => {
    const machine = new Machine().fresh().submit();
    machine.deliver('provisioning', provisioning(...keys('initialGlobalProvisioning', 'https://prov.example/global'), element('InitialProvisioningUrl', 'https://prov.example/account'))).deliver('theme', element('nothing'));
    machine.answer('global_extprov', 401, [['www-authenticate', BASIC]]);
    expect(machine.sent()[0]?.target).toMatchObject({ document: 'global_extprov', authentication: { challenge: { scheme: 'basic' } } });
    machine.deliver('global_extprov', GLOBAL);
    challenged(machine, DIGEST); // no AuthUsername there
    expect(refused(machine)).toMatchObject({ problem: { code: 'provider.refused' } });
  });

  test('O5p: the portal gets no answer to one', () => {
    const machine = new Machine().fresh().submit();
    const id = machine.request('theme');
    machine.answer('theme', 401, [['www-authenticate', DIGEST]]);
    expect(machine.commands).toEqual([{ type: 'document.read', id, as: 'error' }]);
    expect(machine.tell({ type: 'document.read', id, content: { kind: 'theme', theme: THEME }, digest: '' }).state).toMatchObject({ failure: { problem: { code: 'portal.refused' } } });
  });

  test.each([200, 403, 407, 410])('%s answers none', (status) => {
    const machine = atAccount();
    machine.answer('extprov', status, [['www-authenticate', DIGEST]]);
    expect(machine.sent()).toEqual([]);
  });
});

describe('W10: a stale nonce', () => {
  test('is replaced by one more request, and no second one', () => {
    const machine = challenged(atAccount(), DIGEST);
    challenged(machine, STALE);
    expect(machine.sent()[0]?.target).toMatchObject({ authentication: { challenge: { nonce: 'n2', algorithm: 'MD5' }, renewed: true } });
    challenged(machine, STALE.replace('n2', 'n3'));
    expect(refused(machine)).toMatchObject({ outcome: 'O5', problem: { code: 'provider.refused', message: 'Ask the desk.' } });
  });

  test.each([
    ['the same nonce', STALE.replace('n2', 'n1')],
    ['another nonce without the word', STALE.replace('true', 'false')],
    ['another scheme', BASIC],
    ['no challenge', undefined],
  ])('O5: %s is none', (_what, second) => {
    const machine = challenged(atAccount(), DIGEST);
    challenged(machine, ...(second === undefined ? [] : [second]));
    const why = refused(machine);
    expect(why).toMatchObject({ outcome: 'O5', problem: { code: 'provider.refused', details: { status: 401, document: 'extprov' } }, parameters: { username: 'alice' } });
    expect(why).not.toHaveProperty('parameters.password');
    expect(machine.state.ended?.warnings).toEqual([]);
  });

  test('O5: Basic has no nonce', () => {
    const machine = challenged(atAccount(), BASIC);
    challenged(machine, STALE);
    expect(refused(machine)).toMatchObject({ problem: { code: 'provider.refused' } });
  });

  test('the first challenge may say stale: there is no nonce of ours yet', () => {
    expect(challenged(atAccount(), STALE).sent()[0]?.target).toMatchObject({ authentication: { renewed: false } });
  });
});

describe('W10: no answer', () => {
  test('auth.challenge-hidden: no challenge to be seen, and the sentence of the provider is shown all the same', () => {
    const machine = atAccount();
    machine.answer('extprov', 401, [['retry-after', '5']]);
    expect(refused(machine)).toMatchObject({ outcome: 'O5', problem: { code: 'auth.challenge-hidden', message: 'Ask the desk.', details: { status: 401, document: 'extprov' } } });
    expect(machine.state.ended?.warnings).toEqual([]);
  });

  test('a challenge that cannot be answered is O5, with a warning for the provider', () => {
    const machine = challenged(atAccount(), 'Digest realm="r", nonce="n", qop="auth-int"', 'Negotiate');
    expect(refused(machine)).toMatchObject({ outcome: 'O5', problem: { code: 'provider.refused' } });
    expect(machine.state.ended?.warnings).toEqual([{ document: 'extprov', code: 'auth.challenge-unusable', node: 'AuthUsername' }]);
  });

  test.each([
    ['https://prov.example/', 'never', true],
    [' HTTPS://%username%.prov.example/', 'never', true],
    [{ secret: 's5', shown: 'https://prov.example/a' }, 'never', true],
    [{ secret: 's5' }, 'with-secrets', false],
    ['http://127.0.0.1:8080/', 'loopback', true],
    ['http://[::1]/?%password%', 'secrets-on-loopback', true],
    ['http://localhost/', 'with-secrets', true],
    ['http://localhost/', 'without-secrets', false],
    ['http://prov.example/', 'with-secrets', false],
    ['http://%username%.prov.example/', 'with-secrets', false],
  ] as const)('W9: Basic for %j under %s: %s', (url, insecure, answered) => {
    expect(challenged(atAccount(url, { insecure }), BASIC).sent()).toHaveLength(answered ? 1 : 0);
  });
});
