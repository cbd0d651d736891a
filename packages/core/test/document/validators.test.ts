import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readProvisioning } from '../../src/document/provisioning.js';
import { validateAccount } from '../../src/document/validate-account.js';
import { VALIDATOR_TYPES, type Validator } from '../../src/document/validator.js';
import type { Pairs, SafeElement } from '../../src/document/tree.js';
import type { ProfileValue } from '../../src/merge/profile.js';
import { freeze, split } from './fixtures.js';

const GOOD: Pairs<ProfileValue> = [['title', 'a'], ['username', 'a'], ['host', 'h']];

const validator: fc.Arbitrary<Validator> = fc
  .record(
    {
      type: fc.constantFrom(...VALIDATOR_TYPES),
      min: fc.integer(),
      max: fc.integer(),
      list: fc.array(fc.oneof(fc.string(), fc.constantFrom('*', '(a+)+$', 'udp', 'acme.example')), { maxLength: 4 }),
      prop: fc.constantFrom('x', 'y', '__proto__'),
      ignoreCase: fc.constant(true as const),
      allowEmpty: fc.constant(false as const),
      message: fc.constant([['', 'The portal says no.']] as const),
    },
    { requiredKeys: ['type'] },
  );

const value: fc.Arbitrary<ProfileValue> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('h:5060', '[::1]:1', 'a@b', '@', ' ', '10000', '-'),
  fc.constant({ secret: 's1' }),
  fc.constant({ name: 'x', attributes: [], text: '', children: [] }),
);

describe('validators of the portal', () => {
  test('D9: total for any validators and values; a fault names a node that a validator is for, once for each rule', () => {
    fc.assert(
      fc.property(fc.array(validator, { maxLength: 6 }), value, value, fc.string(), (list, x, y, locale) => {
        const faults = validateAccount(freeze([...GOOD, ['x', x], ['y', y]]), freeze([['x', list]]), locale);
        for (const { node, person } of faults) expect([node, person.length > 0]).toEqual(['x', true]);
        expect(new Set(faults.map(({ rule }) => rule)).size).toBe(faults.length);
        expect(JSON.parse(JSON.stringify(faults))).toEqual(faults);
      }),
      { numRuns: 2000 },
    );
  });

  test('S4, D9: no sentence of ours quotes a value or what the portal compares it with', () => {
    const asked: Pairs<readonly Validator[]> = VALIDATOR_TYPES.map((type) => [
      `n${type}`,
      [{ type, min: 100, max: 50, list: type === 'portNotAllowed' ? ['5060'] : ['listed-canary'], prop: 'other', allowEmpty: false }],
    ]);
    const account = VALIDATOR_TYPES.map((type): [string, string] => [`n${type}`, type === 'portNotAllowed' ? 'canary:5060' : type === 'required' ? '' : 'can ary']);
    const faults = validateAccount([...GOOD, ...account], asked);
    expect(faults.map(({ rule }) => rule)).toEqual(VALIDATOR_TYPES.map((type) => (type === 'numeric' ? 'number' : type)));
    expect(JSON.stringify(faults)).not.toMatch(/can ?ary|5060/);
  });

  test('T2, D9: what a portal sends is never a pattern; long values and many validators take no time', () => {
    const evil: Validator = { type: 'oneOf', list: ['(a+)+$', '^.*$', '(a|a)*b*'] };
    expect(validateAccount([...GOOD, ['x', 'a'.repeat(100)]], [['x', [evil]]])).toHaveLength(1);
    const long = `${'a'.repeat(300_000)}!`;
    const all = VALIDATOR_TYPES.map((type): Validator => ({ type, list: ['a', `${long}*`], prop: 'y', min: 1, max: 2 }));
    const start = process.cpuUsage();
    for (const text of [long, `${' '.repeat(300_000)}x`, `${'a@'.repeat(150_000)}`, '.'.repeat(300_000), '1.'.repeat(150_000), ':'.repeat(300_000)]) {
      validateAccount([...GOOD, ['x', text], ['y', text]], [['x', all]]);
    }
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(5_000);
  });

  test('D9: what a list ends with may be one text, commas and all; a message without a word is none, an empty `prop` too', () => {
    const list = (type: string, ...parameters: readonly (readonly [string, string])[]): SafeElement => ({ name: 'validator', attributes: [['type', type], ...parameters], text: '', children: [{ name: 'message', attributes: [], text: ' \n', children: [] }] });
    const prop: SafeElement = { name: 'prop', attributes: [['name', 'a']], text: '', children: [list('endsWith', ['text', ', a.example ']), list('oneOf', ['text', 'x, y']), list('rtpRange', ['prop', ''])] };
    const read = readProvisioning({ name: 'p', attributes: [], text: '', children: [{ name: 'account', attributes: [], text: '', children: [prop] }] });
    expect(read.validators).toEqual([['a', [{ type: 'endsWith', list: [', a.example '] }, { type: 'oneOf', list: ['x', 'y'] }, { type: 'rtpRange' }]]]);
  });

  test('D9: a range whose other end cannot be seen is left to the validator of that end', () => {
    const range = (other: ProfileValue): unknown => validateAccount([...GOOD, ['rtpPortRangeStart', '10000'], ['rtpPortRangeEnd', other]], [['rtpPortRangeStart', [{ type: 'rtpRange' }]]]).map(({ rule }) => rule);
    expect(range('9999')).toEqual(['rtpRange']);
    expect(range({ secret: 's1' })).toEqual([]);
  });

  test.each(['message', 'message1', 'message2'] as const)('D9: a sentence of the portal for %s takes the place of ours, for the same rule at the same node', (name) => {
    const says = validateAccount([...GOOD.slice(0, 2), ['host', '']], [['host', [{ type: 'required', [name]: [['', 'A host, please.']] }]]]);
    expect(says.map(({ node, rule }) => [node, rule])).toEqual([['host', 'required']]);
    expect(says[0]?.person === 'A host, please.').toBe(name === 'message');
  });

  test('D9: of more than 500 validators the rest is ignored with a warning', () => {
    const children: readonly SafeElement[] = Array.from({ length: 600 }, () => ({ name: 'validator', attributes: [['type', 'host']], text: '', children: [] }));
    const prop: SafeElement = { name: 'prop', attributes: [['name', 'a']], text: '', children };
    const read = readProvisioning({ name: 'p', attributes: [], text: '', children: [{ name: 'account', attributes: [], text: '', children: [prop] }] });
    expect(read.validators?.[0]?.[1]).toHaveLength(500);
    expect(read.warnings).toHaveLength(100);
    expect(read.warnings[0]).toEqual({ code: 'validator.ignored', node: 'a' });
  });

  test('D5, D9, S3: from a document to faults; the default is split off, the messages are not; a message is cut at 500', () => {
    const { root, vault } = split(
      `<p><account><prop name="password" default="default-canary"><validator type="required"><message>${'x'.repeat(600)}</message></validator></prop><prop name="myToken"><validator type="required" allowWhitespace="1"><message><value lang="de">Fehlt.</value><value>Missing.</value></message></validator></prop></account></p>`,
      'provisioning',
    );
    expect(vault.kept()).toEqual(['default-canary']);
    const { validators, account } = readProvisioning(root);
    expect(account).toHaveLength(1);
    const faults = validateAccount(GOOD, validators, 'de-AT');
    expect(faults.map(({ node, rule, person }) => [node, rule, person.length > 400 ? person.length : person])).toEqual([
      ['password', 'required', 500],
      ['myToken', 'required', 'Fehlt.'],
    ]);
    expect(validateAccount([...GOOD, ['password', { secret: 's1' }], ['myToken', ' ']], validators)).toEqual([]);
  });

  test('D1: validators of hostile names, and of an account that repeats a node', () => {
    expect(validateAccount(GOOD, [['__proto__', [{ type: 'required' }]], ['constructor', [{ type: 'required' }]]]).map(({ node }) => node)).toEqual(['__proto__', 'constructor']);
    expect(validateAccount([...GOOD, ['x', '1'], ['x', 'no']], [['x', [{ type: 'numeric' }]]])).toEqual([]);
  });
});
