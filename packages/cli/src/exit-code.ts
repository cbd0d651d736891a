import type { Problem } from '@firstring/core';

/** What the process says to scripts; documented in the package's README. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  refused: 3,
  unreachable: 4,
  unusable: 5,
  storage: 6,
  nothingSaved: 7,
  diverged: 8,
  interrupted: 130,
} as const;

const BY_START: readonly (readonly [start: string, code: number])[] = [
  ['input.', EXIT.usage],
  ['trace.', EXIT.usage],
  ['template.bad-value', EXIT.usage],
  ['cloud-id.', EXIT.refused],
  ['portal.refused', EXIT.refused],
  ['provider.refused', EXIT.refused],
  ['network.', EXIT.unreachable],
  ['server.busy', EXIT.unreachable],
  ['run.too-long', EXIT.unreachable],
  ['storage.', EXIT.storage],
  ['secrets.', EXIT.storage],
  ['run.cancelled', EXIT.interrupted],
];

/** What is left over is an answer, or an address in one, that this client cannot use. */
export function exitCodeOf({ code }: Problem): number {
  return BY_START.find(([start]) => code.startsWith(start))?.[1] ?? EXIT.unusable;
}
