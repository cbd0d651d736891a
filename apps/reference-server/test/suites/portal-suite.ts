import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ReferenceServer } from '../../src/index.js';
import type { Ask } from '../ask.js';
import { readXml, textAt } from '../read.js';

const PROVISIONING = '/v1/apps/ACME/live/provisioning';

export function portalSuite(server: () => ReferenceServer, ask: Ask): void {
  test('P1: live and editable documents of both apps, the editable ACME visibly different', async () => {
    const bodies = new Map<string, string>();
    for (const cloudId of ['ACME', 'NORDIC']) {
      for (const channel of ['live', 'editable']) {
        for (const document of ['provisioning', 'theme']) {
          const path = `/v1/apps/${cloudId}/${channel}/${document}`;
          const answer = await ask({ path });
          expect(answer.status, path).toBe(200);
          expect(answer.headers['content-type']).toBe(document === 'theme' ? 'application/json' : 'application/xml; charset=utf-8');
          if (document === 'provisioning') expect(readXml(answer.body).name).toBe('provisioning');
          bodies.set(path, answer.body);
        }
      }
    }
    expect(bodies.get('/v1/apps/ACME/editable/theme')).not.toBe(bodies.get('/v1/apps/ACME/live/theme'));
    expect(bodies.get('/v1/apps/ACME/editable/provisioning')).not.toBe(bodies.get('/v1/apps/ACME/live/provisioning'));
    expect(bodies.get('/v1/apps/ACME/live/theme')).not.toBe(bodies.get('/v1/apps/NORDIC/live/theme'));
  });

  test('P4: every document of the samples carries its revision, where clients look for it', async () => {
    for (const app of ['ACME/live', 'ACME/editable', 'NORDIC/live', 'NORDIC/editable']) {
      const { body } = await ask({ path: `/v1/apps/${app}/provisioning` });
      expect(body).toMatch(/^<\?xml [^>]*>\s*<provisioning revision="1\.\d+">/);
      expect(JSON.parse((await ask({ path: `/v1/apps/${app}/theme` })).body)).toMatchObject({ revision: expect.stringMatching(/^1\.\d+$/) as string });
    }
  });

  test('P2: a strong ETag that is the digest of the bytes, a length, Cache-Control; the same for everybody', async () => {
    const answer = await ask({ path: PROVISIONING });
    const digest = createHash('sha256').update(answer.body).digest('base64url');
    expect(answer.headers['etag']).toBe(`"${digest}"`);
    expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.body)));
    expect(answer.headers['cache-control']).toBe('public, max-age=60, stale-if-error=86400');
    expect((await ask({ path: PROVISIONING.replace('live', 'editable') })).headers['cache-control']).toBe('public, no-cache');
    expect((await ask({ path: PROVISIONING, headers: { authorization: 'Basic eDp5', 'user-agent': 'other' } })).body).toBe(answer.body);
  });

  test('P2, R5: If-None-Match with this version, in a list, weakened by a cache or *: 304 without a body; another one: 200', async () => {
    const { headers } = await ask({ path: PROVISIONING });
    const etag = headers['etag'] ?? '';
    for (const value of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const answer = await ask({ path: PROVISIONING, headers: { 'if-none-match': value } });
      expect(answer.status, value).toBe(304);
      expect(answer.body).toBe('');
      expect(answer.headers['etag']).toBe(etag);
      expect(answer.headers['cache-control']).toBe(headers['cache-control']);
    }
    for (const value of ['"other"', etag.slice(1, -1), '']) {
      expect((await ask({ path: PROVISIONING, headers: { 'if-none-match': value } })).status, value).toBe(200);
    }
  });

  test('P1: HEAD says what GET says, without the body', async () => {
    const get = await ask({ path: PROVISIONING });
    const head = await ask({ method: 'HEAD', path: PROVISIONING });
    expect(head.status).toBe(200);
    expect(head.body).toBe('');
    for (const name of ['etag', 'content-length', 'content-type', 'cache-control']) expect(head.headers[name]).toBe(get.headers[name]);
  });

  test('I2: cloud IDs compare in upper case', async () => {
    const { body } = await ask({ path: PROVISIONING });
    for (const cloudId of ['acme', 'AcMe']) expect((await ask({ path: `/v1/apps/${cloudId}/live/provisioning` })).body).toBe(body);
  });

  test('P3: what is unknown or no cloud ID is 404 with a message, whatever it is', async () => {
    const ids = ['NOBODY', 'ACME%2A', 'ACME*', '%00', 'A%00', 'A%0D%0Ax', '..%2f..', 'A'.repeat(65), 'A'.repeat(99), '__proto__', '%C4%80', '\'%20or%201=1--', '%E2%84%AA'];
    for (const id of ids) {
      for (const document of ['provisioning', 'theme']) {
        const answer = await ask({ path: `/v1/apps/${id}/live/${document}` });
        expect(answer.status, id).toBe(404);
        expect(textAt(readXml(answer.body), 'message'), id).toMatch(/\.$/);
        expect(answer.headers['cache-control']).toBe('no-store');
      }
    }
    for (const path of ['/v1/apps/ACME/draft/theme', '/v1/apps/ACME/LIVE/theme', '/v1/apps/ACME/live/accounts', '/v1', '/', '/v1/assets/xyz']) {
      const answer = await ask({ path });
      expect(answer.status, path).toBe(404);
      expect(textAt(readXml(answer.body), 'message')).toBeTruthy();
    }
  });

  test('P1: any other method is 405 with Allow, and its body is not even looked at', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      const answer = await ask({ method, path: PROVISIONING, headers: { 'content-type': 'no/such-thing' }, body: 'x'.repeat(100) });
      expect(answer.status).toBe(405);
      expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS');
      expect(textAt(readXml(answer.body), 'message')).toBeTruthy();
    }
  });

  test('P5: OPTIONS everywhere, and the CORS headers on every answer, errors included', async () => {
    const preflight = await ask({
      method: 'OPTIONS',
      path: '/provider/acme/account',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-tenant' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toBe('content-type,x-tenant');
    expect(preflight.headers['access-control-allow-methods']).toContain('POST');
    expect(preflight.headers['content-length']).toBeUndefined();

    const answers = [
      preflight,
      await ask({ path: PROVISIONING }),
      await ask({ path: PROVISIONING, headers: { 'if-none-match': '*' } }),
      await ask({ path: '/v1/apps/NOBODY/live/theme' }),
      await ask({ path: '/nothing' }),
      await ask({ path: '/v1/apps/%zz/live/theme' }),
      await ask({ method: 'PUT', path: PROVISIONING }),
      await ask({ method: 'POST', path: '/provider/acme/account', headers: { 'content-type': 'text/plain' }, body: 'x' }),
      await ask({ method: 'POST', path: '/provider/acme/account', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(70_000) }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([204, 200, 304, 404, 404, 400, 405, 415, 413]);
    for (const { status, headers } of answers) {
      expect(headers['access-control-allow-origin'], String(status)).toBe('*');
      expect(headers['access-control-expose-headers']).toBe('ETag, Last-Modified, Retry-After, WWW-Authenticate, Date');
    }
  });

  test('D12: the theme\'s logo is there, with the digest and the size that the manifest says', async () => {
    for (const cloudId of ['ACME', 'NORDIC']) {
      const theme = JSON.parse((await ask({ path: `/v1/apps/${cloudId}/live/theme` })).body) as { images: { logo: { url: string; sha256: string; bytes: number } } };
      const { url, sha256, bytes } = theme.images.logo;
      expect(url.startsWith(`${server().url}/v1/assets/`)).toBe(true);
      const asset = await ask({ path: new URL(url).pathname });
      expect(asset.headers['content-type']).toBe('image/svg+xml');
      expect(Buffer.byteLength(asset.body)).toBe(bytes);
      expect(createHash('sha256').update(asset.body).digest('hex')).toBe(sha256);
      expect(asset.headers['content-security-policy']).toContain('default-src \'none\'');
      expect((await ask({ path: new URL(url).pathname, headers: { 'if-none-match': asset.headers['etag'] ?? '' } })).status).toBe(304);
    }
  });

  test('F2, P2: nothing in what the portal serves is secret', async () => {
    for (const cloudId of ['ACME', 'NORDIC']) {
      const { body } = await ask({ path: `/v1/apps/${cloudId}/live/provisioning` });
      for (const secret of ['correct-horse', 'battery-staple', 'nordlys', 'K7-lake', 'scrypt', 'alice', 'freja']) expect(body).not.toContain(secret);
    }
  });

  test('W1: the definitions name the provider\'s services; NORDIC has no global one (F4) and signs in with JSON', async () => {
    const acme = readXml((await ask({ path: PROVISIONING })).body);
    expect(textAt(acme, 'initialGlobalProvisioningUrl')).toBe(`${server().url}/provider/acme/global`);
    expect(textAt(acme, 'InitialProvisioningUrl')).toBe(`${server().url}/provider/acme/account`);
    expect(textAt(acme, 'InitialProvisioningPostData')).toBe('username=%username%&password=%password%&installid=%installid%');
    const nordic = readXml((await ask({ path: '/v1/apps/NORDIC/live/provisioning' })).body);
    expect(textAt(nordic, 'initialGlobalProvisioningUrl')).toBeUndefined();
    expect(textAt(nordic, 'InitialProvisioningContentType')).toBe('application/json');
  });

  test('P4: a new version is served at once under the next revision, the same bytes are no new version, versions never change', async () => {
    const { apps } = server();
    const cloudId = `PUB-${Date.now()}`;
    await apps.saveApp({ cloudId, name: 'Publishing', tenant: 'acme' });
    const key = { cloudId, channel: 'live', document: 'theme' } as const;
    const version = (text: string) => ({ write: (revision: string) => Buffer.from(JSON.stringify({ revision, text })), mediaType: 'application/json', author: 'test' });
    expect(await apps.publish(key, version('{"a":1}'))).toMatchObject({ revision: 1, changed: true });
    expect(await apps.publish(key, version('{"a":1}'))).toMatchObject({ revision: 1, changed: false });
    const first = await ask({ path: `/v1/apps/${cloudId.toLowerCase()}/live/theme` });
    const races = await Promise.all([2, 3, 4].map((a) => apps.publish(key, version(`{"a":${a}}`))));
    expect(races.map(({ revision }) => revision).sort()).toEqual([2, 3, 4]);
    const second = await ask({ path: `/v1/apps/${cloudId}/live/theme`, headers: { 'if-none-match': first.headers['etag'] ?? '' } });
    expect(second.status).toBe(200);
    expect(JSON.parse(first.body)).toEqual({ revision: '1.1', text: '{"a":1}' }); // P4
    expect(JSON.parse(second.body)).toMatchObject({ revision: '1.4' });
    // A sample never replaces what somebody else published.
    expect(await apps.publish(key, { ...version('{"a":9}'), author: 'seed' })).toMatchObject({ changed: false });
    await expect(apps.publish({ ...key, cloudId: 'NOBODY' }, version('{}'))).rejects.toThrow();
  });

  test('/healthz answers when the database does', async () => {
    const answer = await ask({ path: '/healthz' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ status: 'ok' });
  });
}
