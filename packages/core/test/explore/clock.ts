import type { World } from './world.js';

/** Every field that holds a moment, ms since the epoch. */
const MOMENTS: ReadonlySet<string> = new Set(['at', 'savedAt', 'startedAt', 'endedAt', 'limitAt', 'deadlineAt', 'againAt', 'linkAt', 'notBefore', 'offSince', 'retryAt', 'since', 'until', 'quarantinedAt']);

const SHIFTED = new WeakMap<object, Map<number, object>>();

/** The world after so many ms (negative: the clock was put back): it is still NOW, and every other moment lies so much earlier. */
export function after(world: World, ms: number): World {
  return ms === 0 ? world : (shift(world, ms) as World);
}

function shift(value: unknown, ms: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => shift(one, ms));
  const known = SHIFTED.get(value)?.get(ms);
  if (known !== undefined) return known;
  const moved: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) moved[name] = typeof one === 'number' && MOMENTS.has(name) ? one - ms : shift(one, ms);
  if ('savedAt' in value) SHIFTED.set(value, (SHIFTED.get(value) ?? new Map<number, object>()).set(ms, moved)); // a generation stays one object
  return moved;
}
