import { describe, expect, test } from 'vitest';
import { createFetching } from '../../src/driver/fetching.js';
import { followRedirect } from '../../src/driver/index.js';
import type { HttpAnswer, Ports } from '../../src/driver/ports.js';
import { createVault } from '../../src/driver/vault.js';
import type { Happening, World } from '../../src/driver/world.js';
import type { Command, Target } from '../../src/machine/command.js';
import type { Challenge } from '../../src/service/choose-challenge.js';
import { requestKey } from '../../src/service/request-key.js';
import type { HttpRequest } from '../../src/service/service.js';
import { createXmlPort } from '../../src/xml/index.js';
import { SETTINGS } from '../machine/drive.js';
import { service } from '../service/fixtures.js';

type Send = Extract<Command, { type: 'http.send' }>;
type Answer = (Pick<HttpAnswer, 'status'> & Partial<HttpAnswer>) | 'refused';

const PROVISIONING: Target = { to: 'portal', document: 'provisioning', cloudId: { canonical: 'ACME', fullcode: 'ACME', version: 'live' } };
const DIGEST: Challenge = { scheme: 'digest', algorithm: 'MD5', realm: 'r', nonce: 'n', qop: true, stale: false, userhash: false };

/** Carries out one command against servers that answer in this order. */
async function sent(command: Partial<Send> & Pick<Send, 'target'>, ...answers: readonly Answer[]): Promise<{ requests: readonly HttpRequest[]; told: readonly Happening[] }> {
  const requests: HttpRequest[] = [];
  const told: Happening[] = [];
  let drawn = 0;
  const vault = createVault(() => `s${String((drawn += 1))}`);
  vault.keep('pa55');
  const queue = [...answers];
  const http: Ports['http'] = {
    redirects: 'controlled',
    redirectRule: followRedirect,
    bodyCap: 'streamed',
    failures: 'told',
    resends: false,
    send(request) {
      requests.push(request);
      const answer = queue.shift() ?? { status: 500 };
      if (answer === 'refused') return { abort: () => undefined, outcome: Promise.resolve({ ok: false, failure: { reason: 'refused', cause: 'ECONNREFUSED', sent: false } }) };
      return { abort: () => undefined, outcome: Promise.resolve({ ok: true, answer: { headers: [], body: new Uint8Array(), url: request.url, ...answer } }) };
    },
  };
  const host = { now: () => 0, entropy: (bytes: number) => 'e'.repeat(bytes * 2), online: () => undefined };
  const world = { ports: { http, host } as unknown as Ports, instance: 'default', settings: SETTINGS, vault, tell: (happening: Happening) => told.push(happening) } as unknown as World;
  createFetching(world, createXmlPort())['http.send']({ type: 'http.send', id: 1, deadlineMs: 1_000, maxBytes: 1_000, installId: 'i-1', ...command });
  await new Promise((resolve) => setTimeout(resolve, 5));
  return { requests, told };
}

function keyTold(told: readonly Happening[]): string | undefined {
  const [answered] = told.filter((each) => each.type === 'http.answered');
  expect(answered).toBeDefined();
  return answered?.key;
}

const headerOf = (request: HttpRequest | undefined, wanted: string): string | undefined => request?.headers.find(([name]) => name === wanted)?.[1];
const account = (parts: Partial<Parameters<typeof service>[0]> = {}): Extract<Target, { to: 'provider' }> => ({
  to: 'provider',
  document: 'extprov',
  service: service({ url: 'https://a.b/c', ...parts }),
  scope: { values: [['username', 'alice'], ['password', { secret: 's1' }]] },
});
const SIGNED = { authUsername: '%username%', authPassword: '%password%' };

describe('R6: whether anything left', () => {
  test('R6: nothing, where the first request found nobody; something, where it was a redirect that led there', async () => {
    const failedOf = async (...answers: readonly Answer[]): Promise<Happening | undefined> => (await sent({ target: PROVISIONING }, ...answers)).told.find(({ type }) => type === 'http.failed');
    expect(await failedOf('refused')).toMatchObject({ sent: false });
    expect(await failedOf({ status: 302, headers: [['location', '/moved']] }, 'refused')).toMatchObject({ sent: true });
  });
});

describe('W12: who asks', () => {
  test.each([['portal', PROVISIONING], ['provider', account()]] as const)('every request to the %s names the app and its version', async (_side, target) => {
    expect(headerOf((await sent({ target })).requests[0], 'User-Agent')).toBe('Acme-Talk/3.2.0');
  });
});

describe('R5: validators', () => {
  test('the key of the request that was answered is told, and goes along with what it belongs to', async () => {
    const first = await sent({ target: PROVISIONING }, { status: 200, headers: [['etag', '"1"']] });
    const [request] = first.requests;
    const key = keyTold(first.told);
    expect(request && requestKey(request, 'i-1')).toBe(key);

    const second = await sent({ target: PROVISIONING, validators: { etag: '"1"', lastModified: 'L', key: key ?? '' } }, { status: 304 });
    expect([headerOf(second.requests[0], 'If-None-Match'), headerOf(second.requests[0], 'If-Modified-Since')]).toEqual(['"1"', 'L']);
    expect(keyTold(second.told)).toBe(key); // conditions are no part of which request it is
  });

  test('another request sends none', async () => {
    const key = keyTold((await sent({ target: PROVISIONING }, { status: 200 })).told) ?? '';
    const validators = { etag: '"1"', key };
    const { requests, told } = await sent({ target: { ...PROVISIONING, document: 'theme' }, validators }, { status: 200 });
    expect(headerOf(requests[0], 'If-None-Match')).toBeUndefined();
    expect(keyTold(told)).not.toBe(key);
    expect(headerOf((await sent({ target: PROVISIONING, validators, installId: 'i-2' }, { status: 200 })).requests[0], 'If-None-Match')).toBeUndefined();
  });

  test('what a redirect answers belongs to no request, and takes no validators along', async () => {
    const key = keyTold((await sent({ target: PROVISIONING }, { status: 200 })).told) ?? '';
    const { requests, told } = await sent({ target: PROVISIONING, validators: { etag: '"1"', key } }, { status: 302, headers: [['location', '/moved']] }, { status: 200, headers: [['etag', '"2"']] });
    expect(requests.map((request) => headerOf(request, 'If-None-Match'))).toEqual(['"1"', undefined]);
    expect(keyTold(told)).toBeUndefined();
    expect(keyTold((await sent({ target: PROVISIONING }, { status: 200, url: 'https://portal.example/other' })).told)).toBeUndefined();
    expect(keyTold((await sent({ target: PROVISIONING }, { status: 200, url: 'HTTPS://portal.example:443/v1/apps/ACME/live/provisioning#x' })).told)).toBeDefined();
  });

  test('W10: another password is another request, and what signs it is not', async () => {
    const ask = async (parts: Partial<Parameters<typeof service>[0]>, more: Partial<Target> = {}): Promise<string | undefined> => keyTold((await sent({ target: { ...account(parts), ...more } as Target }, { status: 200 })).told);
    const key = await ask(SIGNED);
    expect(key).toBeDefined();
    expect(await ask(SIGNED, { authentication: { challenge: DIGEST, renewed: false } })).toBe(key);
    expect(await ask({ ...SIGNED, authPassword: '%username%' })).not.toBe(key);
    expect(await ask({})).not.toBe(key);
  });
});

describe('W10: authentication', () => {
  test('the first request is not signed; the second one is, with a nonce from the host', async () => {
    const target = account({ ...SIGNED, method: 'POST', postData: 'x=%nobody%' });
    const first = await sent({ target }, { status: 401, headers: [['www-authenticate', 'Digest a=b'], ['set-cookie', 'c']] });
    expect(headerOf(first.requests[0], 'Authorization')).toBeUndefined();
    expect(first.told).toMatchObject([
      { type: 'request.warned', warnings: [{ code: 'template.unknown-name', node: 'nobody' }] },
      { type: 'http.answered', status: 401, headers: [['www-authenticate', 'Digest a=b']] },
    ]);
    const second = await sent({ target: { ...target, authentication: { challenge: DIGEST, renewed: false } } }, { status: 200 });
    expect(headerOf(second.requests[0], 'Authorization')).toContain(`cnonce="${'e'.repeat(32)}"`);
    expect(second.requests[0]).toMatchObject({ method: 'POST', body: 'x=%nobody%' });
    expect(second.told.map(({ type }) => type)).toEqual(['http.answered']); // what was noticed was told before
    expect(JSON.stringify([first.told, second.told])).not.toContain('pa55');
  });

  test('W11: each request of a redirect is signed for its own address', async () => {
    const target: Target = { ...account(SIGNED), authentication: { challenge: DIGEST, renewed: false } };
    const { requests } = await sent({ target }, { status: 302, headers: [['location', '/moved?x']] }, { status: 200 });
    expect(requests.map((request) => /uri="([^"]*)".*nc=(\d+)/.exec(headerOf(request, 'Authorization') ?? '')?.slice(1))).toEqual([['/c', '00000001'], ['/moved?x', '00000002']]);
  });

  test('what the scheme cannot carry is refused, and nothing is sent', async () => {
    const target: Target = { ...account({ ...SIGNED, authUsername: 'a:b' }), authentication: { challenge: { scheme: 'basic' }, renewed: false } };
    const { requests, told } = await sent({ target });
    expect(requests).toEqual([]);
    expect(told).toMatchObject([{ type: 'http.refused', id: 1, problem: { code: 'template.bad-value' } }]);
  });
});

test('W9: a portal over plain http is asked for nothing', () => {
  const told: Happening[] = [];
  const world = { ports: { http: {}, host: {} } as unknown as Ports, instance: 'default', settings: { ...SETTINGS, portal: 'http://portal.example' }, vault: createVault(() => 's1'), tell: (happening: Happening) => told.push(happening) } as unknown as World;
  createFetching(world, createXmlPort())['http.send']({ type: 'http.send', id: 1, target: PROVISIONING, deadlineMs: 1_000, maxBytes: 1_000, installId: 'i-1' });
  expect(told).toMatchObject([{ type: 'http.refused', id: 1, problem: { code: 'url.insecure' } }]);
});
