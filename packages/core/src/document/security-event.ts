import type { Problem, ProblemCode } from './problem.js';

/** Problems behind which somebody may stand who wants the app to use what it must not. */
export const SECURITY_EVENTS: readonly ProblemCode[] = ['redirect.refused', 'revision.reused'];

/** Whether a problem is worth an alarm of who runs the servers, beside what the person is told (O11, P4). */
export function isSecurityEvent({ code }: Pick<Problem, 'code'>): boolean {
  return SECURITY_EVENTS.includes(code);
}
