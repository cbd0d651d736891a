import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillAccount } from '../../src/document/fill-account.js';
import type { IncomingNode } from '../../src/document/mergeable.js';
import type { Result, Warning } from '../../src/document/problem.js';
import { readProvisioning } from '../../src/document/provisioning.js';
import { isSecret, isSubtree, type Value } from '../../src/document/tree.js';
import { freeze, split, vault, type TestVault } from './fixtures.js';

interface Filled {
  readonly nodes: readonly IncomingNode[];
  readonly secrets: TestVault;
}

function taken(result: Result<readonly IncomingNode[]>): readonly IncomingNode[] {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

function fill(defaults: string, input: { readonly username?: string; readonly password?: string } = { username: 'alice', password: 'pw-canary' }): Filled {
  const { root, vault: secrets } = split(`<p><account>${defaults}</account></p>`, 'provisioning');
  const nodes = freeze(readProvisioning(root).account ?? []);
  const values = [
    ...(input.username === undefined ? [] : [['username', input.username] as const]),
    ...(input.password === undefined ? [] : [['password', input.password === '' ? '' : { secret: secrets.keep(input.password) }] as const]),
    ['fullcode', 'ACME*'] as const,
  ];
  return { nodes: taken(fillAccount(nodes, freeze({ values }), secrets.reveal, secrets.keep)), secrets };
}

function opened({ nodes, secrets }: Filled, name: string): string | undefined {
  const value: Value | undefined = nodes.find((node) => node.name === name)?.value;
  if (value === undefined || isSubtree(value)) return undefined;
  return isSecret(value) ? secrets.reveal(value) : value;
}

describe('fillAccount', () => {
  test('D5a: placeholders are filled; plain stays plain, what holds a password is secret', () => {
    const filled = fill('<username>u-%username%</username><host>%fullcode%.sip.example</host><password>%password%!</password><userDisplayName>%password%</userDisplayName><STUN>%sha1(%password%)%</STUN><prop name="custom" default="%username%/%password%" priority="15"/>');
    expect(opened(filled, 'username')).toBe('u-alice');
    expect(opened(filled, 'host')).toBe('ACME*.sip.example');
    expect(opened(filled, 'password')).toBe('pw-canary!');
    expect(opened(filled, 'userDisplayName')).toBe('pw-canary');
    expect(opened(filled, 'STUN')).toMatch(/^[0-9a-f]{40}$/);
    expect(opened(filled, 'custom')).toBe('alice/pw-canary');
    expect(filled.nodes.map(({ name, value }) => [name, isSecret(value)])).toEqual([
      ['username', false],
      ['host', false],
      ['password', true],
      ['userDisplayName', true],
      ['STUN', true],
      ['custom', true],
      ['title', false],
    ]);
    expect(filled.nodes[5]).toMatchObject({ priority: 15 });
    expect(JSON.stringify(filled.nodes)).not.toContain('canary');
  });

  test('D5a: username and password come from the input where the defaults set none, title from the username', () => {
    const filled = fill('<host>h</host><prop name="username" default=""/><prop name="title" default=" " priority="7"/>');
    expect(filled.nodes.map(({ name }) => name)).toEqual(['host', 'username', 'title', 'password']);
    expect(opened(filled, 'username')).toBe('alice');
    expect(opened(filled, 'password')).toBe('pw-canary');
    expect(filled.nodes[2]).toEqual({ name: 'title', value: 'alice', priority: 7 });
    expect(isSecret(filled.nodes[3]?.value ?? '')).toBe(true);
  });

  test('D5a: what the defaults set wins over the input, a password of blanks too', () => {
    const filled = fill('<title>Shared</title><username>lobby</username><password> </password>');
    expect([opened(filled, 'title'), opened(filled, 'username'), opened(filled, 'password')]).toEqual(['Shared', 'lobby', ' ']);
  });

  test('I1: absent input adds nothing, an empty password is an empty node', () => {
    expect(fill('<host>h</host>', {}).nodes.map(({ name }) => name)).toEqual(['host']);
    expect(fill('', { username: 'bob', password: '' }).nodes).toEqual([
      { name: 'username', value: 'bob' },
      { name: 'password', value: '' },
      { name: 'title', value: 'bob' },
    ]);
  });

  test('S3: a secret template stays secret whatever is filled into it', () => {
    const filled = fill('<cloud_password>canary-%username%</cloud_password>');
    expect(filled.nodes[0]?.value).toHaveProperty('secret');
    expect(opened(filled, 'cloud_password')).toBe('canary-alice');
  });

  test('S3: a plain password in the scope is kept as a secret', () => {
    const own = vault();
    const nodes = taken(fillAccount([], { values: [['username', 'a'], ['password', 'pw-canary']] }, own.reveal, own.keep));
    expect(nodes[1]).toEqual({ name: 'password', value: { secret: 's1' } });
  });

  test('W8: values are never scanned again, and templates of web services wait for their request', () => {
    const filled = fill('<userDisplayName>%username%</userDisplayName><extProvUrl>https://h.example/?u=%username%</extProvUrl><genericSmsSendPostData>p=%password%</genericSmsSendPostData><wcb_url>https://h.example/%username%</wcb_url>', {
      username: '%password% $& {x}',
      password: 'pw-canary',
    });
    expect(opened(filled, 'userDisplayName')).toBe('%password% $& {x}');
    expect(opened(filled, 'extProvUrl')).toBe('https://h.example/?u=%username%');
    expect(opened(filled, 'genericSmsSendPostData')).toBe('p=%password%');
    expect(opened(filled, 'wcb_url')).toBe('https://h.example/%username%');
  });

  test('W5: an unknown name is text; a template that cannot be filled is refused, never taken for a value', () => {
    expect(opened(fill('<displayNumber>%nobody% 100%</displayNumber>'), 'displayNumber')).toBe('%nobody% 100%');
    expect(() => fill('<userDisplayName>%sha1(%password%</userDisplayName>')).toThrow('template.bad-function');
    expect(() => fill('<host>%username%</host>', { username: 'a\ud800', password: '' })).toThrow('template.bad-value');
    const lost = fillAccount([{ name: 'x', value: { secret: 's7' } }], { values: [] }, () => undefined, () => 's1');
    expect(lost).toMatchObject({ ok: false, problem: { code: 'template.unavailable', details: { node: 'x' } } });
  });

  test('W5, S4: what a template does not know is noticed, with the node and never with a piece of a secret', () => {
    const { root, vault: secrets } = split(`<p><account><displayNumber>%nobody%</displayNumber><password>a%canary%b</password><title>%account[x]%%username%</title></account></p>`, 'provisioning');
    const warnings: Warning[] = [];
    taken(fillAccount(readProvisioning(root).account ?? [], { values: [['username', 'alice']], account: [] }, secrets.reveal, secrets.keep, warnings));
    expect(warnings).toEqual([
      { code: 'template.unknown-name', node: 'displayNumber' },
      { code: 'template.unknown-name', node: 'password' },
      { code: 'template.missing-node', node: 'title' },
    ]);
  });

  test('I1: a template that asks for absent input says which, also inside a function or a secret', () => {
    for (const [defaults, node] of [['<username>%username%</username>', 'username'], ['<forcedContact>%sha1(%password%)%</forcedContact>', 'password'], ['<password>x%password%</password>', 'password']] as const) {
      const input = node === 'username' ? { password: 'p' } : { username: 'u' };
      expect(() => fill(defaults, input)).toThrow('input.credentials-missing');
    }
  });

  test('D5a: subtrees are filled leaf by leaf', () => {
    const filled = fill('<rewriting><rule><action type="setHeader" param="X-User: %username%"/><action param="%password%"/></rule></rewriting>');
    expect(filled.nodes[0]?.value).toMatchObject({
      children: [{ children: [{ attributes: [['type', 'setHeader'], ['param', 'X-User: alice']] }, { attributes: [['param', { secret: 's1' }]] }] }],
    });
    expect(JSON.stringify(filled.nodes)).not.toContain('canary');
  });

  test('S4: whatever the password is, it stands nowhere in the result', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (noise) => {
        const filled = fill('<host>h</host><password>%password%</password><title>x%password%</title><forcedContact>%base64(%password%)%</forcedContact>', { username: 'u', password: `canary${noise}` });
        expect(JSON.stringify(filled.nodes)).not.toContain('canary');
        expect(opened(filled, 'password')).toBe(`canary${noise}`);
      }),
    );
  });
});
