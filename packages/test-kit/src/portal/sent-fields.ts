import type { Pairs } from '@firstring/core';
import type { MockRequest } from './exchange.js';
import { header } from './plain-answer.js';

/**
 * What a request says, decoded by its content type as a provider's server would: query and form fields are
 * percent-decoded, JSON members and XML elements are unescaped, and nothing is trimmed (W8).
 */
export function sentFields(request: MockRequest): Pairs<string> {
  const type = (header(request.headers, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const inBody = /[/+]json$/.test(type)
    ? jsonFields(request.body)
    : /[/+]xml$/.test(type)
      ? xmlFields(request.body)
      : type === 'application/x-www-form-urlencoded'
        ? formFields(request.body)
        : [];
  return [...formFields(request.query), ...inBody];
}

function formFields(text: string): Pairs<string> {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decoded(name), decoded(value.join('='))] as const;
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

function jsonFields(text: string): Pairs<string> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return [];
    return Object.entries(parsed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  } catch {
    return [];
  }
}

const ENTITIES: Pairs<string> = [['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"], ['amp', '&']];

/** Only elements that hold nothing but text: what a sign-in needs. */
function xmlFields(text: string): Pairs<string> {
  return Array.from(text.matchAll(/<([A-Za-z_][\w.-]*)>([^<]*)<\/\1>/g), ([, name = '', value = '']) => [
    name,
    value.replace(/&(?:#(\d+)|#x([\dA-Fa-f]+)|([a-z]+));/g, (whole, decimal?: string, hex?: string, entity?: string) => {
      if (entity !== undefined) return ENTITIES.find(([known]) => known === entity)?.[1] ?? whole;
      return String.fromCodePoint(decimal === undefined ? parseInt(hex ?? '0', 16) : parseInt(decimal, 10));
    }),
  ]);
}
