import { describe, expect, test } from 'vitest';
import { node, type ReferenceServer } from '../../src/index.js';
import { form, type Ask, type Question } from '../ask.js';
import { readXml, textAt } from '../read.js';

const ACCOUNT = '/provider/acme/account';
const GLOBAL = '/provider/acme/global';
const ALICE = { username: 'alice', password: 'correct-horse', installid: '0'.repeat(32) };

export function providerSuite(server: () => ReferenceServer, ask: Ask): void {
  test('D6: the account of alice, with its own SIP password and with what later calls send (R2)', async () => {
    const answer = await ask(form(ACCOUNT, ALICE));
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['content-type']).toBe('application/xml; charset=utf-8');
    const account = readXml(answer.body);
    expect(account.name).toBe('account');
    for (const name of ['title', 'username', 'password', 'host', 'transport', 'codecOrder']) expect(textAt(account, name), name).toBeTruthy();
    expect(textAt(account, 'password')).not.toBe(ALICE.password);
    expect(textAt(account, 'cloud_username')).toBe('alice');
    expect(textAt(account, 'cloud_password')).toBe(ALICE.password);
    expect(textAt(account, 'extProvUrl')).toBe(`${server().url}${ACCOUNT}`);

    const template = textAt(account, 'extProvPostData') ?? '';
    const refresh = template.replace(/%account\[(\w+)\]%/g, (_, name: string) => encodeURIComponent(textAt(account, name) ?? '')).replace('%installid%', 'x');
    const again = await ask({ method: 'POST', path: ACCOUNT, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: refresh });
    expect(again.body, 'R5: a refresh without a change is byte for byte the same').toBe(answer.body);
  });

  test('each user gets his own account', async () => {
    const bob = await ask(form(ACCOUNT, { username: 'bob', password: 'battery-staple' }));
    expect(textAt(readXml(bob.body), 'username')).toBe('1002');
    const freja = await ask({
      method: 'POST',
      path: '/provider/nordic/account',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'freja', password: 'nordlys-over-fjord', installid: 'x' }),
    });
    expect(textAt(readXml(freja.body), 'userDisplayName')).toBe('Freja Lindqvist Åsgård');
    expect((await ask(form('/provider/nordic/account', ALICE))).status, 'users belong to one provider').toBe(401);
  });

  test('D7: the global document has a locked quick dial and disagrees with the portal', async () => {
    const answer = await ask(form(GLOBAL, ALICE));
    expect(answer.status).toBe(200);
    const [quickDial, dialActions] = readXml(answer.body).children;
    const [reception, lab] = quickDial?.children ?? [];
    expect(reception?.attributes).toContainEqual(['priority', '50']);
    expect(lab?.attributes).toEqual([['id', 'lab']]);
    expect(dialActions?.name).toBe('dialActions');
    const portal = readXml((await ask({ path: '/v1/apps/ACME/live/provisioning' })).body).children.find(({ name }) => name === 'quickDial');
    const portalLab = portal?.children.find(({ attributes }) => attributes.some(([, value]) => value === 'lab'));
    expect(portalLab && textAt(portalLab, 'displayName')).not.toBe(lab && textAt(lab, 'displayName'));
  });

  test('F4: NORDIC has no global service', async () => {
    expect((await ask(form('/provider/nordic/global', { username: 'freja', password: 'nordlys-over-fjord' }))).status).toBe(404);
    expect((await ask(form('/provider/nobody/account', ALICE))).status).toBe(404);
    expect((await ask(form('/provider/%00/account', ALICE))).status).toBe(404);
  });

  describe('passwords arrive as they were typed', () => {
    const HARD = ['007', '1e5', ' x ', 'a&b<c>"\'%41@:', '+', 'päß😀', ']]>', 'a\tb\nc', '%password%', '$&'];
    const escape = (text: string) => [...text].map((character) => `&#${character.codePointAt(0)};`).join('');
    const forms: readonly (readonly [name: string, ask: (username: string, password: string) => Question])[] = [
      ['form', (username, password) => form(ACCOUNT, { username, password })],
      ['query', (username, password) => ({ path: `${ACCOUNT}?username=${encodeURIComponent(username)}&password=${encodeURIComponent(password)}` })],
      ['JSON', (username, password) => ({ method: 'POST', path: ACCOUNT, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify({ username, password }) })],
      ['+json', (username, password) => ({ method: 'POST', path: ACCOUNT, headers: { 'content-type': 'application/vnd.acme+json' }, body: JSON.stringify({ username, password }) })],
      ['XML', (username, password) => ({ method: 'POST', path: ACCOUNT, headers: { 'content-type': 'text/xml' }, body: `<login><username>${escape(username)}</username><password>${escape(password)}</password></login>` })],
    ];
    test.each(forms)('W8: in %s', async (_name, question) => {
      for (const [index, password] of HARD.entries()) {
        const username = `hard ${index} ${password.trim()}`;
        await server().users.saveUser({ tenant: 'acme', username, password, nodes: [node('title', password)] });
        const answer = await ask(question(username, password));
        expect(answer.status, JSON.stringify(password)).toBe(200);
        expect(textAt(readXml(answer.body), 'cloud_password')).toBe(password);
        expect(textAt(readXml(answer.body), 'title')).toBe(password);
        expect((await ask(question(username, `${password} `))).status).toBe(401);
      }
    });
  });

  test('T84: a wrong password and an unknown user get the same answer', async () => {
    const strip = ({ status, headers, body }: Awaited<ReturnType<Ask>>) => {
      const { date: _date, 'x-request-id': _id, ...rest } = headers;
      return { status, headers: rest, body };
    };
    for (const path of [ACCOUNT, GLOBAL]) {
      const wrong = strip(await ask(form(path, { username: 'bob', password: 'x' })));
      expect(wrong.status).toBe(401);
      expect(readXml(wrong.body).name).toBe('error');
      expect(textAt(readXml(wrong.body), 'message')).toBe('The user name or password is not correct.');
      for (const username of ['nobody', '', 'BOB', 'bob ', '__proto__', 'nobody\0', '\uD800', '\' or 1=1 --']) {
        const body = JSON.stringify({ username, password: 'x' });
        const answer = strip(await ask({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body }));
        expect(answer, JSON.stringify(username)).toEqual(wrong);
      }
    }
  });

  test('what cannot be read is 400 or 415 with a message and costs no try', async () => {
    const type = (contentType: string, body: string): Question => ({ method: 'POST', path: ACCOUNT, headers: { 'content-type': contentType }, body });
    const cases: readonly (readonly [question: Question, status: number])[] = [
      [form(ACCOUNT, { username: 'alice' }), 400],
      [type('application/x-www-form-urlencoded', 'username=alice&password=x&password=correct-horse'), 400],
      [type('application/json', '{"username":"alice","password":'), 400],
      [type('application/json', '["alice","correct-horse"]'), 400],
      [type('application/json', '{"username":["alice"],"password":{"$ne":""}}'), 400],
      [type('application/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x><username>&e;</username><password/></x>'), 400],
      [type('application/xml', '<login><username>alice</username>'), 400],
      [type('text/plain', 'alice'), 415],
      [type('multipart/form-data; boundary=x', '--x--'), 415],
      [{ method: 'POST', path: ACCOUNT }, 400],
      [{ path: ACCOUNT }, 400],
      [{ method: 'PUT', path: ACCOUNT, body: 'x' }, 405],
      [{ method: 'HEAD', path: `${ACCOUNT}?username=alice&password=correct-horse` }, 405],
      [form(ACCOUNT, { username: 'alice', password: 'x'.repeat(2000) }), 400],
      [type('application/json', ' '.repeat(65 * 1024)), 413],
    ];
    for (const [question, status] of cases) {
      const answer = await ask(question);
      expect(answer.status, JSON.stringify(question)).toBe(status);
      if (question.method !== 'HEAD') expect(textAt(readXml(answer.body), 'message')).toBeTruthy();
    }
  });

  test('D1: hostile values leave the document well-formed and arrive as they are', async () => {
    const hostile = ['</title><password>x', '<![CDATA[', ']]>', '&amp;&lt;&#0;', '"><script>alert(1)</script>', '<!-- -->', '%password%', '\r\nX: y', '  blanks  ', 'a\u2028b', '😀', '‮gnirts'];
    for (const [index, value] of hostile.entries()) {
      const username = `hostile ${index} "<&'>`;
      await server().users.saveUser({ tenant: 'acme', username, password: 'p', nodes: [node('title', value), node('username', '1'), node('x', '', { note: value })] });
      const account = readXml((await ask(form(ACCOUNT, { username, password: 'p' }))).body);
      expect(account.children.map(({ name }) => name).slice(0, 3), value).toEqual(['title', 'username', 'x']);
      expect(textAt(account, 'title')).toBe(value);
      expect(account.children[2]?.attributes).toEqual([['note', value.replace(/[\r\n]/g, ' ')]]);
      expect(account.attributes).toEqual([['id', `acme:${username}`]]);
    }
  });
}
