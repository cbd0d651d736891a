import type { Leaf, SafeElement } from '../../src/document/tree.js';
import { parseCloudId } from '../../src/input/cloud-id.js';
import type { Parameters } from '../../src/input/parameters.js';
import type { Settings } from '../../src/machine/settings.js';
import type { Bounds } from './bounds.js';

/** The one installation of every world. */
export const SETTINGS: Settings = {
  app: { name: 'Acme Talk', version: '3.2.0', build: '7', id: 'com.acme.talk' },
  device: { platform: 'test', platformVersion: '1', locale: 'en', device: 'bench', cpu: 'none' },
  portal: 'https://portal.example',
  insecure: 'never',
  overlap: false,
  requestMs: 30_000,
  runMs: 90_000,
  retryMs: 1_000,
};

/** With trials (R10). */
export function settingsFor({ trial }: Pick<Bounds, 'trial'>): Settings {
  return trial === undefined ? SETTINGS : { ...SETTINGS, trial: { alone: trial === 'alone' } };
}

export const ENTROPY = '0123456789abcdef0123456789abcdef';

function cloudId(text: string): Parameters['cloudId'] {
  const parsed = parseCloudId(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

/** Who signs in, but for the password. */
export const ALICE: Parameters<Leaf> = { cloudId: cloudId('ACME'), username: 'alice' };
export const OTHER: Parameters<Leaf> = { cloudId: cloudId('NORDIC'), username: 'alice' };

export function element(name: string, content: Leaf | readonly SafeElement[] = '', attributes: readonly (readonly [string, Leaf])[] = []): SafeElement {
  return Array.isArray(content)
    ? { name, attributes, text: '', children: content as readonly SafeElement[] }
    : { name, attributes, text: content as Leaf, children: [] };
}
