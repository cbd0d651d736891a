import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSecretNode, secrecyOf } from '../../src/document/secret-nodes.js';
import { splitSecrets } from '../../src/document/split-secrets.js';
import { isSecret, type DocumentName, type RawElement, type SafeElement } from '../../src/document/tree.js';
import { ACCOUNT, freeze, parse, PROVISIONING, split, vault } from './fixtures.js';

function child(element: SafeElement, ...names: readonly string[]): SafeElement {
  const [name, ...rest] = names;
  if (name === undefined) return element;
  const found = element.children.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return child(found, ...rest);
}

/** The raw document again, out of the safe one and its vault. */
function restore(element: SafeElement, reveal: (id: string) => string): RawElement {
  const leaf = (value: SafeElement['text']): string => (isSecret(value) ? reveal(value.secret) : value);
  return {
    name: element.name,
    attributes: element.attributes.map(([name, value]) => [name, leaf(value)]),
    text: leaf(element.text),
    children: element.children.map((each) => restore(each, reveal)),
  };
}

describe('an account', () => {
  const { root, vault: secrets } = split(ACCOUNT, 'extprov');

  test('S3, S4: no canary is left anywhere in the tree', () => {
    expect(JSON.stringify(root)).not.toContain('canary');
    expect(secrets.kept().filter((value) => value.includes('canary'))).toHaveLength(8);
  });

  test('S3: known nodes are released, in full', () => {
    for (const name of ['title', 'username', 'cloud_username', 'host', 'transport', 'expires', 'codecOrder', 'extProvInterval']) {
      expect(typeof child(root, name).text).toBe('string');
    }
    expect(child(root, 'rewriting', 'rule', 'conditions', 'condition').attributes).toEqual([['type', 'startsWith'], ['param', '00']]);
    expect(child(root, 'blf').children.map(({ text }) => text)).toEqual(['201', '202']);
  });

  test('S3: of a service URL only the query is secret, and only where there is one', () => {
    expect(child(root, 'extProvUrl').text).toEqual({ secret: expect.any(String) as string, shown: 'https://prov.acme.example/account' });
    expect(child(root, 'genericSmsSendUrl').text).toBe('https://sms.acme.example/send');
  });

  test('S3: an unknown node is secret with its subtree; priority stays visible', () => {
    const unknown = child(root, 'X-install-id');
    expect(unknown.attributes[0]).toEqual(['priority', '30']);
    expect(isSecret(unknown.attributes[1]?.[1] ?? '')).toBe(true);
    const deep = child(unknown, 'deep');
    expect([deep.text, deep.attributes[0]?.[1]].every((leaf) => leaf !== undefined && isSecret(leaf))).toBe(true);
  });

  test('S3: empty text is never a secret, white space of a password is', () => {
    const { root: own } = split('<account><password></password><cloud_password> </cloud_password><weird/></account>', 'extprov');
    expect(own.children.map(({ text }) => (isSecret(text) ? 'secret' : text))).toEqual(['', 'secret', '']);
  });

  test('S3: text outside of nodes is sealed, white space between nodes is not', () => {
    expect(isSecret(split('<account>pw</account>', 'extprov').root.text)).toBe(true);
    expect(root.text).toMatch(/^\s+$/);
  });

  test('S4: user info of a URL is not shown', () => {
    const { root: own } = split('<account><extProvUrl>https://u:pw-canary@h.example/p?x=1</extProvUrl><wcb_url>https://u:pw-canary@h.example</wcb_url></account>', 'extprov');
    expect(own.children.map(({ text }) => text)).toMatchObject([{ shown: 'https://h.example/p' }, { shown: 'https://h.example' }]);
  });
});

describe('the portal\'s document', () => {
  const { root } = split(PROVISIONING, 'provisioning');

  test('S3, S4: no canary is left, and the structure is released', () => {
    expect(JSON.stringify(root)).not.toContain('canary');
    const props = child(root, 'prefKeys').children;
    expect(props.map(({ attributes }) => attributes.find(([name]) => name === 'default')?.[1])).toMatchObject([
      'ab,ws',
      '10',
      { secret: expect.any(String) as string },
      { shown: 'https://contacts.acme.example/list' },
    ]);
    expect(child(root, 'InitialProvisioningPOSTDATA').text).toHaveProperty('secret');
    expect(child(root, 'initialProvisioningUrl').text).toBe('https://prov.acme.example/account');
    expect(child(root, 'account', 'prop', 'validator', 'message').text).toBe('Enter a number.');
    expect(child(root, 'quickDial', 'item', 'portraitUrl').text).toBe('https://img.example.com/r.png?v=2');
  });

  test('S3: a secret name is secret inside collections too, as a node, an attribute or a name attribute', () => {
    const { root: own } = split(
      '<r><dialActions><dialAction id="a"><apiKey x="c1-canary"><v>c2-canary</v></apiKey><p name="userPin">c3-canary</p><q Token="c4-canary">q</q></dialAction></dialActions></r>',
      'global_extprov',
    );
    expect(JSON.stringify(own)).not.toContain('canary');
    expect(child(own, 'dialActions', 'dialAction', 'q').text).toBe('q');
  });
});

describe('secrecyOf', () => {
  test('S3: the list of secrets can never be released', () => {
    for (const name of ['password', 'cloud_password', 'STUNPassword', 'authUsername', 'extProvAuthUsername', 'EXTPROVPOSTDATA', 'genericSmsPostData', 'pushNotificationReporterCustomHeaders']) {
      expect(isSecretNode('account', name), name).toBe(true);
    }
    expect(isSecretNode('service', 'dialActionWsAuthPassword')).toBe(true);
    expect(isSecretNode('prefKeys', 'wsContactsPostData')).toBe(true);
  });

  test.each(['userPassphrase', 'sharedSecretCode', 'accessTokens', 'licenceKeyId', 'voicemailPinCode'])('S3: a name that contains one of the five words is secret in every section: %s', (name) => {
    for (const section of ['account', 'prefKeys', 'service', 'quickDial', 'dialActions'] as const) {
      for (const spelled of [name, name.toUpperCase()]) expect(isSecretNode(section, spelled), `${section}.${spelled}`).toBe(true);
    }
  });

  test('S3: schemas only release', () => {
    expect(secrecyOf('account', 'pushTokenReporterUrl')).toBe('url');
    expect(secrecyOf('account', 'EXTPROVURL')).toBe('url');
    expect(secrecyOf('account', 'extProvMethod')).toBe('plain');
    expect(secrecyOf('account', 'Title')).toBe('secret');
    expect(secrecyOf('prefKeys', 'keypadVolume')).toBe('plain');
    expect(secrecyOf('prefKeys', 'licenceKey')).toBe('secret');
    expect(secrecyOf('prefKeys', 'whatever')).toBe('plain');
    expect(secrecyOf('service', 'InitialProvisioningContentType')).toBe('plain');
  });

  test('D1: foreign names are ordinary: unknown nodes, secret', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty']) expect(isSecretNode('account', name)).toBe(true);
    expect(isSecretNode('prefKeys', '__proto__')).toBe(false);
  });
});

test('S3: splitting loses nothing, changes no input, and needs nothing but names', () => {
  const name = fc.constantFrom('account', 'prop', 'title', 'password', 'x', '__proto__', 'prefKeys', 'extProvUrl', 'quickDial', 'item', 'userToken');
  const attributes = fc.array(fc.tuple(fc.constantFrom('id', 'name', 'default', 'priority', 'pin'), fc.string({ maxLength: 6 })), { maxLength: 3 });
  const element = (children: fc.Arbitrary<RawElement[]>): fc.Arbitrary<RawElement> => fc.record({ name, attributes, text: fc.string({ maxLength: 6 }), children });
  const below = (deeper: fc.Arbitrary<RawElement>): fc.Arbitrary<RawElement> => element(fc.array(deeper, { maxLength: 3 }));
  const tree = below(below(below(element(fc.constant([])))));
  fc.assert(
    fc.property(tree, fc.constantFrom<DocumentName>('extprov', 'provisioning', 'global_extprov'), (raw, asked) => {
      const own = vault();
      const safe = splitSecrets(freeze(raw), asked, own.keep);
      expect(restore(safe, (id) => own.reveal({ secret: id }) ?? '')).toEqual(raw);
    }),
  );
});

test('S3: every unknown account node is sealed, whatever its name', () => {
  const { root } = split('<account><__proto__>a-canary</__proto__><constructor>b-canary</constructor></account>', 'extprov');
  expect(JSON.stringify(root)).not.toContain('canary');
  expect(parse('<a/>').name).toBe('a');
});
