import { expect, test } from 'vitest';
import type { Ports } from '../../src/driver/ports.js';
import { settingsOf } from '../../src/driver/settings-of.js';

const ports = { host: { facts: { platform: 'test' } }, store: { scope: 'host' } } as unknown as Ports;

test('W6: an app says its own id and build, or is called by its name', () => {
  const app = { name: 'Acme Talk', version: '3.2.0' };
  expect(settingsOf({ app, portal: 'https://p.example', ports }).app).toEqual({ name: 'Acme Talk', version: '3.2.0', build: '', id: 'Acme Talk' });
  expect(settingsOf({ app: { ...app, id: 'com.acme.talk', build: '7' }, portal: 'https://p.example', ports }).app).toMatchObject({ build: '7', id: 'com.acme.talk' });
});
