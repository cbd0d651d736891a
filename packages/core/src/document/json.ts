import { attempt } from '../text/attempt.js';

/** What a text is as JSON; `undefined` is never a value of JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  return attempt(() => ({ value: JSON.parse(text) as unknown }));
}

/** A field of a JSON object by its own name only: `__proto__` and `constructor` are ordinary (D1). */
export function fieldOf(value: unknown, name: string): unknown {
  return fieldsOf(value)?.find(([own]) => own === name)?.[1];
}

/** The fields of a JSON object in order, or `undefined` for anything else. */
export function fieldsOf(value: unknown): readonly (readonly [name: string, value: unknown])[] | undefined {
  return typeof value !== 'object' || value === null || Array.isArray(value) ? undefined : Object.entries(value);
}
