import type { DocumentContent } from '../../src/document/content.js';
import type { DocumentName, Leaf, SafeElement } from '../../src/document/tree.js';
import type { Theme } from '../../src/document/theme.js';
import { element } from './installation.js';

const THEME: Omit<Theme, 'name'> = {
  colours: { light: [], dark: [] },
  fonts: [],
  images: [],
  critical: { background: '#ffffff', primary: '#000000', text: '#000000' },
};

const prop = (name: string, value: string): SafeElement => element('prop', '', [['name', name], ['default', value]]);
const portal = (mark: string, global: string, ...more: readonly SafeElement[]): SafeElement =>
  element(
    'provisioning',
    [
      element('prefKeys', [prop('mark', mark), ...more]),
      ...(global === '' ? [] : [element('initialGlobalProvisioningUrl', `https://prov.example/${global}`)]),
      element('InitialProvisioningUrl', 'https://prov.example/account'),
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
 * of their revisions (P4).
 */
export const VARIANTS: { readonly [name in DocumentName]: readonly string[] } = {
  provisioning: ['A', 'B', 'off', 'moved', 'alone'],
  theme: ['A', 'B'],
  global_extprov: ['A', 'B'],
  extprov: ['A', 'B', 'bad', 'leave'],
};

/** Variants that D9 refuses after they were read: nothing of them is ever merged (O10). */
export const REFUSED: readonly string[] = ['bad'];

export function placeOf(document: DocumentName, variant: string): number {
  return VARIANTS[document].indexOf(variant);
}

/** @param keep gives the reference of a secret's value (S3). */
export function contentOf(document: DocumentName, variant: string, keep: (value: string) => string): DocumentContent {
  if (document === 'theme') return { kind: 'theme', theme: { ...THEME, name: variant }, revision: { epoch: 1, revision: placeOf('theme', variant) } };
  return { kind: 'xml', root: rootOf(document, variant, keep) };
}

function rootOf(document: Exclude<DocumentName, 'theme'>, variant: string, keep: (value: string) => string): SafeElement {
  switch (document) {
    case 'provisioning':
      if (variant === 'off') return portal(variant, 'global', prop('reprovisioningEnabled', '0')); // R3
      if (variant === 'moved') return portal(variant, 'elsewhere'); // R13
      return portal(variant, variant === 'alone' ? '' : 'global'); // M4
    case 'global_extprov':
      return element('reply', [element('quickDial', [element('item', [element('uri', variant)], [['id', 'one']])])]);
    case 'extprov':
      if (variant === 'leave') return element('account', [element('message', 'Bye.')], [['action', 'signOut']]); // R11
      return account(variant, { secret: keep(`value-${variant}`) }, element('host', variant === 'bad' ? '' : `sip-${variant.toLowerCase()}.example`)); // no light change (R10)
  }
}

/** Stands for the SHA-256 of its bytes. */
export function digestOf(document: DocumentName, variant: string): string {
  return `${document}-${variant}`.padEnd(64, '0');
}
