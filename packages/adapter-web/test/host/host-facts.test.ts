import { expect, test } from 'vitest';
import { hostFacts } from '../../src/host-facts.js';

const APPLE = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';

test.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`, 'Chrome 156', 'Linux'],
  [`Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`, 'Chrome 156', 'Android'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`, 'Chrome 156', 'CrOS'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/155.0.0.0`, 'Edge 155', 'Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 OPR/120.0.0.0`, 'Chrome 156', 'Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153', 'Mac'],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${APPLE} Version/26.1 Safari/605.1.15`, 'Safari 26', 'Mac'],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${APPLE} Version/26.1 Mobile/15E148 Safari/604.1`, 'Safari 26', 'iPhone'],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${APPLE} CriOS/156.0.0.0 Mobile/15E148 Safari/604.1`, 'Chrome 156', 'iPhone'],
  ['', 'unknown', 'unknown'],
])('W6: %s', (userAgent, platformVersion, device) => {
  expect(hostFacts({ userAgent, language: 'cs-CZ' })).toEqual({ platform: 'web', platformVersion, locale: 'cs-CZ', device, cpu: 'unknown' });
});

test('W6: where there is no navigator', () => {
  expect(hostFacts({})).toEqual({ platform: 'web', platformVersion: 'unknown', locale: 'und', device: 'unknown', cpu: 'unknown' });
});
