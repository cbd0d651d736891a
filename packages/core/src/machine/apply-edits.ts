import { defined } from '../document/defined.js';
import { laterProblem, refuseLater } from '../document/later-problem.js';
import { problem, refuse, type Problem, type Result } from '../document/problem.js';
import { validateAccount } from '../document/validate-account.js';
import { edit, revert, type CheckAccount } from '../merge/edit.js';
import type { Layers } from '../merge/layer.js';
import { MOST_CONFLICTS } from '../policy/limits.js';
import type { Generation, SavedProfile } from '../store/generation.js';
import type { AskedEdit, Edited } from './asked-edit.js';
import { dueOf } from './book.js';
import { mayBeReadable, readAgain } from './read-again.js';
import { always, inUse } from './resting.js';
import { samePerson } from './same-person.js';
import type { Editing, Ready, Resting, Unsaved } from './state.js';
import { stay, type Transition } from './transition.js';

/**
 * The user's edits that waited, all of them and in their order, become one new generation with another user layer (S1, M7, M8).
 * What is refused has its reason at once; where nothing changes nothing is written.
 *
 * @param ended what became of others by the same event.
 */
export function applyEdits(state: Resting | Unsaved, edits: readonly AskedEdit[], ended: readonly Edited[], at: number): Transition {
  if (mayBeReadable(state) && state.tag !== 'unsaved' && edits.every(({ tries }) => tries === 0)) {
    const { failure } = state;
    return readAgain({ ...always(state), edits: edits.map(triedOnceMore) }, { before: inUse(state), after: undefined, failure });
  }
  const why = whyNot(state);
  const saved = inUse(state)?.profile;
  if (state.tag !== 'ready' || saved === undefined || why !== undefined) {
    const refused = edits.map(({ id }) => ({ id, changed: false, problem: why ?? laterProblem('edit.signed-out') }));
    return stay(withEdits(state, [], [...ended, ...refused]));
  }
  return commitAll(state, saved, edits, ended, at);
}

function commitAll(state: Ready, saved: SavedProfile, edits: readonly AskedEdit[], ended: readonly Edited[], at: number): Transition {
  const over = [...ended];
  const taken: Edited[] = [];
  let { layers } = saved;
  for (const asked of edits) {
    const { id } = asked;
    const result = apply(asked, layers, saved, state.settings.device.locale, at);
    if (result.ok) taken.push({ id, changed: result.value !== layers });
    else over.push({ id, changed: false, problem: result.problem });
    if (result.ok) ({ value: layers } = result);
  }
  if (layers === saved.layers) return stay(withEdits(state, [], [...over, ...taken]));
  const { generation: before, failure, stored, book, installId } = state;
  const lost = state.waiting?.run.refresh?.asked ?? []; // by a crash: then it is asked for again (R8)
  const due = dueOf(book, before).map((one) => (one.at !== undefined && lost.includes(one.document) ? { ...one, at } : one));
  const schedule = { ...saved.schedule, due }; // an edit asks nobody, so that what is due stays so
  const next: Generation = { number: (stored ?? 0) + 1, savedAt: at, installId, profile: { ...saved, layers, schedule } };
  const waiting = edits.filter(({ id }) => taken.some((one) => one.id === id));
  const editing: Editing = defined({ ...always(withEdits(state, waiting, over)), tag: 'editing', before, next, taken, failure });
  return [editing, [{ type: 'store.commit', generation: next, expected: stored }]];
}

function apply({ path, value, of, tries }: AskedEdit, layers: Layers, { identity, validators }: SavedProfile, locale: string, at: number): Result<Layers> {
  if (of !== undefined && !samePerson(of, identity)) return refuseLater('edit.signed-out'); // what one person wanted is not put into another's profile
  if (tries > MOST_CONFLICTS) return refuse('storage.conflict');
  const check: CheckAccount = (account) => validateAccount(account, validators, locale); // D9
  return value === undefined ? revert(layers, path, check) : edit(layers, path, value, at, check);
}

/** Why none of them can be saved. */
function whyNot(state: Resting | Unsaved): Problem | undefined {
  if (state.tag === 'unsaved') return state.failure.problem;
  return state.blocked ?? (state.secretsLost === true ? problem('secrets.unavailable', { cause: 'lost' }) : undefined);
}

/** One try in vain. */
export function triedOnceMore(edit: AskedEdit): AskedEdit {
  return { ...edit, tries: edit.tries + 1 };
}

/** The same state with other edits that wait, and what became of the others. */
export function withEdits<S extends { readonly edits?: readonly AskedEdit[]; readonly edited?: readonly Edited[] }>(state: S, waiting: readonly AskedEdit[], edited: readonly Edited[]): S {
  const { edits: _answered, ...rest } = state;
  return { ...rest, ...(waiting.length > 0 && { edits: waiting }), edited } as S;
}
