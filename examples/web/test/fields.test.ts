import { describe, expect, test } from 'vitest';
import { fieldsFrom, NO_FIELDS, otherMode, readFields, type Fields } from '../src/sign-in/fields.js';

const one = (first: string): Fields => ({ mode: 'one', first });
const separate = (cloudId: string, username: string): Fields => ({ mode: 'separate', cloudId, username });

describe('the sign-in form', () => {
  test.each<[Fields, string | undefined]>([
    [one('bob@corp.example@ACME'), 'bob@corp.example'],
    [one('bob%40corp.example@ACME'), 'bob@corp.example'],
    [one(' ACME '), undefined],
    [separate(' ACME ', 'bob@corp.example'), 'bob@corp.example'],
    [separate('ACME', ''), undefined],
  ])('I4: %j', (fields, username) => {
    const read = readFields(fields, ' pass word ');
    expect(read.ok && [read.value.cloudId.canonical, read.value.username, read.value.password]).toEqual(['ACME', username, ' pass word ']);
  });

  test('I1: an empty password is absent, so that it is asked for where it is needed', () => {
    for (const fields of [one('bob@ACME'), separate('ACME', 'bob')]) {
      const read = readFields(fields, '');
      expect(read.ok && 'password' in read.value).toBe(false);
    }
  });

  test('without a cloud ID, or with one that cannot be, it says so', () => {
    for (const fields of [NO_FIELDS, separate('', 'bob')]) expect(readFields(fields, 'x')).toMatchObject({ ok: false, problem: { code: 'input.cloud-id-missing' } });
    for (const fields of [one('bob@A B'), separate('A B', 'bob')]) expect(readFields(fields, 'x')).toMatchObject({ ok: false, problem: { code: 'input.cloud-id-malformed' } });
  });

  test('changing its kind loses nothing', () => {
    for (const fields of [one('100%25@ACME*'), one('a@b@ACME'), separate('acme', 'ü 1'), separate('ACME', '')]) {
      const there = otherMode(fields);
      expect(there.mode).not.toBe(fields.mode);
      expect(readFields(there, 'x')).toEqual(readFields(fields, 'x'));
    }
    expect(otherMode(otherMode(NO_FIELDS))).toEqual(NO_FIELDS);
  });

  test('I6: what a link says reads back as the same', () => {
    const read = readFields(one('bob@ACME'), '');
    if (!read.ok) throw new Error(read.problem.code);
    expect(fieldsFrom(read.value, 'one')).toEqual(one('bob@ACME'));
    expect(fieldsFrom(read.value, 'separate')).toEqual(separate('ACME', 'bob'));
  });
});
