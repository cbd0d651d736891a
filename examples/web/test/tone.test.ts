import { expect, test } from 'vitest';
import { readableOn, toneOf } from '../src/theme/tone.js';

test.each([
  ['#000', 'dark'], ['#fff', 'light'], ['#0b1f3a', 'dark'], ['#f4f7fc', 'light'], ['#143642', 'dark'], ['#FFFFFF80', 'light'], ['#757575', 'dark'], ['#777777', 'light'],
])('a background of %s is %s', (colour, tone) => {
  expect(toneOf(colour)).toBe(tone);
});

test('the samples\' colours carry text that can be read on them', () => {
  expect(['#1d4fb8', '#4f8cff', '#0f8b8d', '#3fc1c0'].map(readableOn)).toEqual(['#ffffff', '#0a0f0e', '#0a0f0e', '#0a0f0e']);
});
