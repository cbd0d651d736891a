import { MASK, type SafeElement } from '@firstring/core';
import { expect, test } from 'vitest';
import { localText, valueText } from '../src/show/value-text.js';

const element = (name: string, text: SafeElement['text'], attributes: SafeElement['attributes'] = [], children: SafeElement['children'] = []): SafeElement => ({ name, attributes, text, children });
const PARK = element('title', '\n ', [], [element('value', 'Zaparkovat', [['lang', 'cs']]), element('value', 'Parken', [['lang', 'de']]), element('value', 'Park')]);

test('S4: secrets are masked, wherever they stand', () => {
  expect(valueText({ secret: 's1' })).toBe(MASK);
  expect(valueText({ secret: 's1', shown: 'https://a.example/x' })).toBe(`https://a.example/x?${MASK}`);
  expect(valueText(element('login', '', [], [element('user', 'bob'), element('password', { secret: 's2' })]))).toBe(`user bob, password ${MASK}`);
});

test('D7: localised texts, all of them or the one that the person reads', () => {
  expect(valueText(PARK)).toBe('cs: Zaparkovat, de: Parken, Park');
  expect(['cs-CZ', 'de', 'fr'].map((language) => localText(PARK, [language]))).toEqual(['Zaparkovat', 'Parken', 'Park']);
  expect(localText(PARK, ['fr', 'de-AT', 'cs'])).toBe('Parken');
  expect(localText('Record', ['de'])).toBe('Record');
});
