import type { DocumentContent } from '../../src/document/content.js';
import type { Asked, Leaf, SafeElement } from '../../src/document/tree.js';
import type { Bounds } from './bounds.js';
import type { Theme } from '../../src/document/theme.js';
import { element } from './installation.js';

const THEME: Omit<Theme, 'name'> = {
  colours: { light: [], dark: [] },
  fonts: [],
  images: [],
  critical: { background: '#ffffff', primary: '#000000', text: '#000000' },
};

const prop = (name: string, value: string): SafeElement => element('prop', '', [['name', name], ['default', value]]);
/** @param dialActions where its service is, if it has one (R14) */
const portal = (mark: string, global: string, { prefs = [], dialActions }: { readonly prefs?: readonly SafeElement[]; readonly dialActions?: string } = {}): SafeElement =>
  element(
    'provisioning',
    [
      element('prefKeys', [prop('mark', mark), ...prefs]),
      ...(global === '' ? [] : [element('initialGlobalProvisioningUrl', `https://prov.example/${global}`)]),
      element('InitialProvisioningUrl', 'https://prov.example/account'),
      ...(dialActions === undefined ? [] : [element('dialActionWsUrl', `https://prov.example/${dialActions}`)]),
    ],
    [['revision', `1.${placeOf('provisioning', mark)}`]], // P4
  );

const account = (mark: string, password: Leaf, ...more: readonly SafeElement[]): SafeElement =>
  element('account', [
    element('title', 'Alice'),
    element('username', '1001'),
    element('password', password),
    element('mark', mark),
    element('extProvUrl', 'https://prov.example/again'),
    element('extProvLogoutStatusCode', '410'),
    ...more,
  ]);

/**
 * What a server may send: the smallest documents that still differ in what they cause. Each says in itself which one it is
 * (`mark`, the theme's name, the quick dial's address), so that a generation tells what went into it. The portal's are in the order
 * of their revisions (P4); those with a service of dial actions come where it is explored (R14).
 */
export const VARIANTS: { readonly [name in Asked]: readonly string[] } = {
  provisioning: ['actions', 'actions elsewhere', 'A', 'B', 'off', 'moved', 'alone'],
  theme: ['A', 'B'],
  global_extprov: ['A', 'B'],
  extprov: ['A', 'B', 'bad', 'leave'],
  dialActionWs: ['A', 'B'],
};

export function variantsOf(document: Asked, { dialActions }: Pick<Bounds, 'dialActions'>): readonly string[] {
  return dialActions === true ? VARIANTS[document] : VARIANTS[document].filter((variant) => !variant.startsWith('actions'));
}

/** What a server says as long as nothing changed. */
export function firstVariant(document: Asked, bounds: Pick<Bounds, 'dialActions'>): string {
  return variantsOf(document, bounds)[0] ?? '';
}

/** Variants that D9 refuses after they were read: nothing of them is ever merged (O10). */
export const REFUSED: readonly string[] = ['bad'];

export function placeOf(document: Asked, variant: string): number {
  return VARIANTS[document].indexOf(variant);
}

/** @param keep gives the reference of a secret's value (S3). */
export function contentOf(document: Asked, variant: string, keep: (value: string) => string): DocumentContent {
  if (document === 'theme') return { kind: 'theme', theme: { ...THEME, name: variant }, revision: { epoch: 1, revision: placeOf('theme', variant) } };
  return { kind: 'xml', root: rootOf(document, variant, keep) };
}

function rootOf(document: Exclude<Asked, 'theme'>, variant: string, keep: (value: string) => string): SafeElement {
  switch (document) {
    case 'provisioning':
      if (variant === 'off') return portal(variant, 'global', { prefs: [prop('reprovisioningEnabled', '0')] }); // R3
      if (variant === 'moved') return portal(variant, 'elsewhere'); // R13
      if (variant === 'actions') return portal(variant, 'global', { dialActions: 'actions' }); // R14
      if (variant === 'actions elsewhere') return portal(variant, 'global', { dialActions: 'elsewhere' }); // R13
      return portal(variant, variant === 'alone' ? '' : 'global'); // M4
    case 'global_extprov':
      return element('reply', [element('quickDial', [element('item', [element('uri', variant)], [['id', 'one']])])]);
    case 'dialActionWs':
      return element('reply', [element('dialAction', [element('mark', variant)], [['id', 'one']])]);
    case 'extprov':
      if (variant === 'leave') return element('account', [element('message', 'Bye.')], [['action', 'signOut']]); // R11
      return account(variant, { secret: keep(`value-${variant}`) }, element('host', variant === 'bad' ? '' : `sip-${variant.toLowerCase()}.example`)); // no light change (R10)
  }
}

/** Stands for the SHA-256 of its bytes. */
export function digestOf(document: Asked, variant: string): string {
  return `${document}-${variant}`.padEnd(64, '0');
}
