import { defined } from '../document/defined.js';
import type { Generation } from '../store/generation.js';
import { mayBeReadable, readAgain } from './read-again.js';
import { always, inUse, resting } from './resting.js';
import type { Failure, Resting, SigningOut } from './state.js';
import type { Transition } from './transition.js';

/** First an empty, signed-out generation is committed; only then is anything removed (R12). With a `farewell` the provider does it, and the theme stays (R11). */
export function signOut(from: Resting, at: number, conflicts = 0, farewell?: Failure): Transition {
  const { blocked } = from;
  const before = inUse(from);
  if (mayBeReadable(from)) return readAgain(always(from), { before, after: { wish: 'sign-out', conflicts } });
  if (blocked !== undefined) return [resting(always(from), before, { problem: blocked, outcome: 'O13', at }), []]; // S5: left untouched
  const theme = farewell && before?.profile?.theme;
  const next: Generation = defined({ number: (from.stored ?? 0) + 1, savedAt: at, installId: from.installId, theme }); // installid survives
  const { revisions: _gone, ...book } = from.book;
  const leaving: SigningOut = defined({ ...always(from), book, tag: 'signing-out', next, committed: false, conflicts, before, farewell });
  return [leaving, [{ type: 'store.commit', generation: next, expected: from.stored }]];
}
