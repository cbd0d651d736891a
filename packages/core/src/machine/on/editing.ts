import { triedOnceMore, withEdits } from '../apply-edits.js';
import { forEdited } from '../book.js';
import type { MachineEvent } from '../event.js';
import { readAgain } from '../read-again.js';
import { always, resting } from '../resting.js';
import { settle, wishFor } from '../settle.js';
import type { Editing } from '../state.js';
import { stay, type Transition } from '../transition.js';
import { storageProblem } from './starting.js';

/** The user's edits are being saved. The commit cannot be called back; other wishes are begun after it. */
export function onEditing(state: Editing, event: MachineEvent): Transition {
  const { next, before, taken, edits = [], after, failure } = state;
  const rest = edits.slice(taken.length);
  switch (event.type) {
    case 'store.committed': {
      if (event.number !== next.number) return stay(state);
      const kept = withEdits(always(state), rest, taken);
      return settle(resting({ ...kept, stored: next.number, book: forEdited(kept.book, before, next.number) }, next, failure), event.at);
    }
    case 'store.conflicted':
      // S6: another process saved meanwhile. Its generation is read, and the same edits are put on top of it.
      return readAgain({ ...always(state), edits: edits.map((edit, at) => (at < taken.length ? triedOnceMore(edit) : edit)) }, { before, after, failure });
    case 'store.refused': {
      const why = storageProblem(event.trouble); // O13
      return settle(resting(withEdits(always(state), rest, taken.map(({ id }) => ({ id, changed: false, problem: why }))), before, failure), event.at);
    }
    case 'retry.requested':
      return failure?.parameters === undefined ? stay(state) : wishFor(state, { type: 'provision.requested', parameters: failure.parameters, at: event.at });
    case 'provision.requested':
    case 'sign-out.requested':
    case 'cancel.requested':
      return wishFor(state, event);
    default:
      return stay(state);
  }
}
