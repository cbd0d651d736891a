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

/** Goes through a list instead of calling itself: a bare engine has a shallow stack, and trees are deep. */
function same(one: unknown, other: unknown): boolean {
  const pairs: (readonly [unknown, unknown])[] = [[one, other]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [left, right] = pair;
    if (Object.is(left, right)) continue;
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
    if (Array.isArray(left) !== Array.isArray(right)) return false;
    const names = Object.keys(left);
    if (names.length !== Object.keys(right).length) return false;
    for (const name of names) {
      if (!Object.prototype.hasOwnProperty.call(right, name)) return false;
      pairs.push([member(left, name), member(right, name)]);
    }
  }
  return true;
}

function member(of: object, name: string): unknown {
  return (of as { readonly [name: string]: unknown })[name];
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return String(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
