/** What round trips do not see: the exact text that is written, and texts that are only almost right. */
import { describe, expect, test } from 'vitest';
import { formatAppLink, parseAppLink } from '../../src/input/app-link.js';
import { formatClassic } from '../../src/input/classic-screen.js';
import { parseCloudId } from '../../src/input/cloud-id.js';
import { formatCscCode, parseCscCode } from '../../src/input/csc-code.js';
import { formatManagedConfiguration, parseManagedConfiguration } from '../../src/input/managed-configuration.js';
import type { CloudId } from '../../src/input/parameters.js';
import { formatWhiteLabel, parseWhiteLabel } from '../../src/input/white-label-screen.js';

function cloudIdOf(text: string): CloudId {
  const read = parseCloudId(text);
  if (!read.ok) throw new Error(`${text} is no cloud ID`);
  return read.value;
}

const LIVE = cloudIdOf('ACME');
const EDITABLE = cloudIdOf('ACME*');
const link = (query: string): unknown => parseAppLink(`cloudsip:?_cmd=${encodeURIComponent(`app:?action=reprovision&${query}`)}`);

describe('links', () => {
  test('I7: the plain refresh is written in its short form, under the default scheme', () => {
    expect(formatAppLink({ kind: 'refresh', resetCache: false })).toEqual({ ok: true, value: 'cloudsip:?_cmd=app%3Aprovisioning-update' });
  });

  test('I7: brackets count as a pair only', () => {
    expect(link('only=[theme]')).toEqual({ ok: true, value: { kind: 'refresh', only: ['theme'], resetCache: false } });
    for (const half of ['[theme', 'theme]', '[themex', 'xtheme]', 'xthemex']) expect([half, link(`only=${half}`)]).toMatchObject([half, { ok: false }]);
  });

  test('I7: only `action` names what is to be done', () => {
    expect(parseAppLink('cloudsip:?_cmd=app%3A%3Fdo%3Dreprovision')).toMatchObject({ ok: false, problem: { code: 'input.not-a-link' } });
    expect(link('do=reprovision')).toMatchObject({ ok: false });
  });
});

describe('codes', () => {
  test('I6: the scheme stands at the very beginning', () => {
    for (const text of ['xcsc:ACME', 'csc csc:ACME', 'bob@csc:ACME']) expect(parseCscCode(text)).toMatchObject({ ok: false, problem: { code: 'input.not-a-code' } });
  });

  test('I8: a one-time PIN is never put into a code, and the problem says why', () => {
    expect(formatCscCode({ cloudId: LIVE, oneTime: true })).toMatchObject({ ok: false, problem: { code: 'input.not-a-code', details: { node: 'oneTime' } } });
  });
});

test('I1, I10: a password that is absent is not written, one that is empty is', () => {
  expect(formatClassic({ cloudId: LIVE })).toStrictEqual({ ok: true, value: { first: 'ACME' } });
  expect(formatClassic({ cloudId: LIVE, password: '' })).toStrictEqual({ ok: true, value: { first: 'ACME', password: '' } });
  expect(formatWhiteLabel('ACME', { cloudId: LIVE, username: 'bob' })).toStrictEqual({ ok: true, value: { first: 'bob' } });
  expect(formatWhiteLabel('ACME', { cloudId: LIVE, username: 'bob', password: '' })).toStrictEqual({ ok: true, value: { first: 'bob', password: '' } });
  expect(formatManagedConfiguration({ cloudId: LIVE })).toStrictEqual({ ok: true, value: { cloudId: 'ACME' } });
  expect(formatManagedConfiguration({ cloudId: LIVE, password: '' })).toStrictEqual({ ok: true, value: { cloudId: 'ACME', password: '' } });
});

describe('a white-label app', () => {
  test('I4: refuses a lone surrogate in the password', () => {
    expect(parseWhiteLabel('ACME', 'bob', '\ud800')).toMatchObject({ ok: false, problem: { code: 'input.lone-surrogate' } });
  });

  test('I5: one of the editable version writes its own, and no other', () => {
    expect(formatWhiteLabel('ACME*', { cloudId: EDITABLE, username: 'bob' })).toEqual({ ok: true, value: { first: 'bob' } });
    expect(formatWhiteLabel('ACME*', { cloudId: LIVE, username: 'bob' })).toMatchObject({ ok: false, problem: { code: 'input.other-code' } });
  });

  test('I5: escapes only an @ before its own ID', () => {
    expect(formatWhiteLabel('ACME', { cloudId: LIVE, username: 'bob@OTHER' })).toEqual({ ok: true, value: { first: 'bob@OTHER' } });
    expect(formatWhiteLabel('ACME', { cloudId: LIVE, username: 'bob@acme' })).toEqual({ ok: true, value: { first: 'bob%40acme' } });
  });

  test('I9: an administrator may name its own ID, with blanks around it or a star that is there already', () => {
    expect(parseManagedConfiguration({ cloudId: ' ACME\n', username: 'bob' }, { builtIn: 'ACME' })).toEqual({ ok: true, value: { cloudId: LIVE, username: 'bob' } });
    expect(parseManagedConfiguration({ cloudId: 'ACME*', username: 'bob' }, { builtIn: 'ACME*' })).toEqual({ ok: true, value: { cloudId: EDITABLE, username: 'bob' } });
  });
});
