/** A case found what must not be. Thrown by the checks below and by worlds; a runner shows its message. */
export class CaseFailure extends Error {
  override readonly name = 'CaseFailure';
}

/** Fails the case unless this holds. */
export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new CaseFailure(what);
}

/** Fails the case unless both are the same data; objects by their members in any order, arrays in theirs. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  if (!same(actual, expected)) throw new CaseFailure(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
}

/** Fails the case where there is nothing, and gives what is there. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new CaseFailure(`${what} is missing`);
  return value;
}

function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.prototype.hasOwnProperty.call(other, name) && same(member(one, name), member(other, name)))
  );
}

function member(of: object, name: string): unknown {
  return (of as { readonly [name: string]: unknown })[name];
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return String(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
