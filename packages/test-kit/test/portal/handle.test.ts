import { expect, test } from 'vitest';
import { behave, bodyText, handle } from '../../src/portal/handle.js';
import { EMPTY_MOCK, ended, type MockState } from '../../src/portal/mock-state.js';
import type { MockAnswer, MockRequest } from '../../src/portal/exchange.js';
import { header } from '../../src/portal/plain-answer.js';
import { SAMPLE_USER, sampleApp, WRONG_PASSWORD, type SentAs } from '../../src/portal/sample-app.js';
import { sampleAccount } from '../../src/portal/sample-account.js';
import { deepFrozen } from '../deep-frozen.js';

const { app, provider } = sampleApp({ providerUrl: 'https://provider.example' });
const STATE: MockState = deepFrozen({ ...EMPTY_MOCK, apps: [app], providers: [provider] });

function request(change: Partial<MockRequest>): MockRequest {
  return { side: 'portal', at: 0, method: 'GET', path: '/v1/apps/ACME/live/provisioning', query: '', headers: [], body: '', ...change };
}
function ask(change: Partial<MockRequest>, state = STATE): MockAnswer {
  return handle(state, request(change))[1];
}

test('P1, P2: live and editable versions, each with a strong validator; 304 without a body for who has it', () => {
  for (const path of ['live/provisioning', 'editable/provisioning', 'live/theme', 'editable/theme'].map((end) => `/v1/apps/ACME/${end}`)) {
    const first = ask({ path });
    const etag = header(first.headers, 'etag') ?? '';
    expect([first.status, etag]).toEqual([200, expect.stringMatching(/^"[0-9a-f]{16}"$/)]);
    expect(header(first.headers, 'cache-control')).toMatch(/max-age/);
    const second = ask({ path, headers: [['if-none-match', `"other", ${etag}`]] });
    expect([second.status, second.body.length, header(second.headers, 'etag')]).toEqual([304, 0, etag]);
    expect(ask({ path, headers: [['if-none-match', '"other"']] }).status).toBe(200);
  }
  expect(bodyText(ask({}))).not.toBe(bodyText(ask({ path: '/v1/apps/ACME/editable/provisioning' })));
});

test('P3: an unknown cloud ID is 404 with a message', () => {
  const answer = ask({ path: '/v1/apps/NOBODY/live/provisioning' });
  expect(answer.status).toBe(404);
  expect(bodyText(answer)).toMatch(/<error><message>[^<]+<\/message><\/error>/);
});

test('P5: a preflight uses up no planned answer, and an answer may be hidden from web apps', () => {
  const planned = behave(STATE, 'provisioning', { status: 503, forWebApps: false, headers: [['retry-after', '5']] }, {});
  const [after, answer] = handle(planned, request({ method: 'OPTIONS' }));
  expect([answer.status, after.behaviours, after.log[0]?.document]).toEqual([204, planned.behaviours, undefined]);
  const hidden = ask({}, after);
  expect([hidden.status, hidden.headers]).toEqual([503, [['retry-after', '5']]]);
  expect(header(ask({}, behave(STATE, 'provisioning', { headers: [] })).headers, 'access-control-allow-origin')).toBe('*');
});

test('P5: preflights are answered, and every answer may be read by a web app', () => {
  expect(ask({ method: 'OPTIONS' }).status).toBe(204);
  for (const change of [{}, { path: '/x' }, { side: 'provider' as const, path: '/acme/account' }]) {
    const { headers } = ask(change);
    expect(header(headers, 'access-control-allow-origin')).toBe('*');
    expect(header(headers, 'access-control-expose-headers')).toContain('WWW-Authenticate');
  }
});

const PASSWORD = ' a&b<c>"\'%41@:+ ž📞';
const SIGN_INS: readonly (readonly [SentAs, (password: string) => Partial<MockRequest>])[] = [
  ['query', (password) => ({ query: `user=alice&pass=${encodeURIComponent(password)}` })],
  ['form', (password) => ({ method: 'POST', headers: [['content-type', 'application/x-www-form-urlencoded']], body: `user=alice&pass=${encodeURIComponent(password)}` })],
  ['json', (password) => ({ method: 'POST', headers: [['content-type', 'application/json; charset=utf-8']], body: JSON.stringify({ user: 'alice', pass: password }) })],
  ['xml', (password) => ({ method: 'POST', headers: [['content-type', 'text/xml']], body: `<l><user>alice</user><pass>${password.replace(/&/g, '&amp;').replace(/</g, '&#60;').replace(/>/g, '&#x3e;')}</pass></l>` })],
];

test.each(SIGN_INS)('O5, W8: the provider compares what arrives as %s after decoding', (_way, sent) => {
  const user = { username: 'alice', password: PASSWORD, account: sampleAccount() };
  const state = { ...STATE, providers: [{ ...provider, users: [user] }] };
  const asked = (password: string): MockAnswer => ask({ side: 'provider', path: '/acme/account', ...sent(password) }, state);
  expect(bodyText(asked(PASSWORD))).toBe(user.account);
  for (const wrong of [PASSWORD.trim(), '', 'x']) {
    expect(asked(wrong).status).toBe(401);
    expect(bodyText(asked(wrong))).toContain(`<message>${WRONG_PASSWORD}</message>`);
  }
});

test('behaviours are used one after the other, the last for ever, and override only what they name', () => {
  let state = behave(STATE, 'provisioning', { status: 503 }, {}, { body: 'x', transport: { framing: 'close' } });
  const answers = [1, 2, 3, 4].map(() => {
    const [next, answer] = handle(deepFrozen(state), request({}));
    state = next;
    return [answer.status, bodyText(answer).slice(0, 5), answer.transport.framing];
  });
  expect(answers).toEqual([[503, '<?xml', undefined], [200, '<?xml', undefined], [200, 'x', 'close'], [200, 'x', 'close']]);
  expect(ask({ path: '/v1/apps/ACME/live/theme' }, state).status).toBe(200);
});

test('the log holds arrivals and ends in one order', () => {
  const [one] = handle(STATE, request({}));
  const [two] = handle(one, request({ side: 'provider', path: '/acme/account', method: 'POST', body: 'user=a', at: 5 }));
  const over = ended(ended(ended(two, 1, 'answered', 9), 1, 'aborted', 10), 7, 'aborted', 11);
  expect(over.log.map(({ sequence, document, side, body, end }) => [sequence, document, side, body, end])).toEqual([
    [1, 'provisioning', 'portal', '', { sequence: 3, at: 9, how: 'answered' }],
    [2, 'extprov', 'provider', 'user=a', undefined],
  ]);
  expect(over.sequence).toBe(3);
});

test('the samples say what their options ask for', () => {
  const bare = sampleApp({ providerUrl: 'https://p.example', global: false, account: false });
  expect(bare.app.live.provisioning).not.toContain('Provisioning' + 'Url');
  const sample = sampleApp({ providerUrl: 'https://p.example', sentAs: 'json', serviceKeys: [['InitialProvisioningContentType', 'text/x']] });
  expect(sample.app.live.provisioning).toContain('<InitialProvisioningUrl>https://p.example/acme/account</InitialProvisioningUrl>');
  expect(sample.app.live.provisioning).toContain('<InitialProvisioningContentType>text/x</InitialProvisioningContentType>');
  expect(sample.app.live.provisioning).not.toContain('application/json');
  expect(sampleAccount({ nodes: [['host', undefined], ['title', 'A&B']] })).not.toContain('<host>');
  expect(sampleAccount({ nodes: [['title', 'A&B']] })).toContain('<title>A&amp;B</title>');
  expect(sample.provider.users[0]).toMatchObject(SAMPLE_USER);
});
