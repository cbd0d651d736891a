import type { Pairs } from '@firstring/core';
import { xmlDocument, xmlElement, xmlElements } from './xml.js';

export interface SampleAccountOptions {
  readonly username?: string;
  /** The SIP password, another one than the person types. */
  readonly password?: string;
  readonly title?: string;
  /** Further nodes, or the same ones again: these replace. An `undefined` value leaves the node out. */
  readonly nodes?: readonly (readonly [name: string, value: string | undefined])[];
}

/** An account as a provider sends it (D6): well-known nodes, a node of its own, a password with white space and markup. */
export function sampleAccount(options: SampleAccountOptions = {}): string {
  const username = options.username ?? '1001';
  const ordinary: Pairs<string> = [
    ['title', options.title ?? `Žofie ${username} 📞`],
    ['username', username],
    ['password', options.password ?? SIP_PASSWORD],
    ['host', 'sip.acme.example:5061'],
    ['transport', 'tls+sip:'],
    ['userDisplayName', 'Žofie <Acme> & Co'],
    ['expires', '0600'],
    ['codecOrder', '9,8,0'],
    ['allowVideo', '1'],
    ['acmeSeat', '007'],
  ];
  const replaced = options.nodes ?? [];
  const nodes = [...ordinary.filter(([name]) => !replaced.some(([other]) => other === name)), ...replaced].flatMap(
    ([name, value]) => (value === undefined ? [] : [[name, value] as const]),
  );
  return xmlDocument(xmlElement('account', xmlElements(nodes), [['id', username]]));
}

/** What the sample accounts hold as `password`: looks like a number, has blanks and markup, so that nothing may touch it (D2a). */
export const SIP_PASSWORD = ' 007&sip<canary>5d1f ';
