import { createHash } from 'node:crypto';

const LONGEST = 100;

/**
 * A file name for any text: different texts get different names, also where case does not count, and none climbs out of
 * its folder, ends in a dot or stands for a device of Windows (the caller puts its own word in front).
 */
export function fileNameFor(text: string): string {
  const name = text.replace(/[^a-z0-9-]/g, (unit) => `_${unit.charCodeAt(0).toString(16)}_`);
  if (name.length <= LONGEST) return name;
  return `${name.slice(0, LONGEST / 2)}_h_${createHash('sha256').update(name).digest('hex')}`; // `h` is no hex digit
}
