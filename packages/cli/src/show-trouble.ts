import type { Paint } from './paint.js';
import { printable } from './printable.js';
import { timeText } from './show-time.js';
import type { Trouble } from './trouble.js';

/** What went wrong: the provider's own sentence where it sent one (D8), then how to find out more. */
export function troubleText({ code, person, engineer, message, details }: Trouble, hints: readonly string[], paint: Paint): string {
  const lines = [
    `${paint.bad('✗')} ${printable(message ?? person)}`,
    ...(message === undefined ? [] : [`  (${printable(person)})`]),
    ...(details?.faults ?? []).map((fault) => `  - ${printable(fault.node)}: ${printable(fault.person)}`),
    ...(details?.retryAt === undefined ? [] : [`  Try again at ${timeText(details.retryAt)}.`]),
    ...hints.map((hint) => `  ${printable(hint)}`),
    paint.faint(`  ${code}: ${printable(engineer)}`),
  ];
  return `${lines.join('\n')}\n`;
}
