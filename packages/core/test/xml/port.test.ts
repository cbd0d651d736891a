import { expect, expectTypeOf, test } from 'vitest';
import type { XmlPort } from '../../src/driver/ports.js';
import { createXmlPort } from '../../src/xml/index.js';

test('the reader is what the driver asks for', () => {
  expectTypeOf(createXmlPort).returns.toExtend<XmlPort>();
  expect(Object.keys(createXmlPort())).toEqual(['read']);
});
