import type { WriteStream } from 'node:tty';

export type Output = NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

/** Whether lines can be drawn again: a person looks, at a terminal that can move its cursor. */
export function redraws(stream: Output, environment: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Colours where a person looks who did not switch them off (no-color.org). */
export function paintFor(stream: Output, environment: NodeJS.ProcessEnv): Paint {
  const coloured = redraws(stream, environment) && (environment['NO_COLOR'] ?? '') === '';
  const colour = (code: number) => (text: string): string => (coloured ? `\u001b[${String(code)}m${text}\u001b[0m` : text);
  return { good: colour(32), bad: colour(31), warning: colour(33), faint: colour(2) };
}
