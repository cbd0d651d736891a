import { defined } from '../document/defined.js';
import type { IncomingDocument, NodeSection } from '../document/mergeable.js';
import { laterProblem } from '../document/later-problem.js';
import { problem } from '../document/problem.js';
import { same } from '../document/same.js';
import { ASKED, type Asked, type Pairs } from '../document/tree.js';
import { validateAccount } from '../document/validate-account.js';
import type { Layers } from '../merge/layer.js';
import { mergeSection } from '../merge/merge.js';
import type { Profile } from '../merge/profile.js';
import { shrinks } from '../merge/shrink-guard.js';
import { withoutBadEdits } from '../merge/without-bad-edits.js';
import type { Generation, SavedDocument, SavedProfile } from '../store/generation.js';
import type { Book } from '../store/book.js';
import { forAnother } from './book.js';
import { fail } from './fail.js';
import { holdBack, isHeld, shownBetween } from './hold-back.js';
import { startsOf, trialAfter } from './trial-after.js';
import { besides } from './quarantined.js';
import { layersAfter } from './merge-run.js';
import { always, resting } from './resting.js';
import type { RefreshOf, Services } from './run.js';
import { scheduleAfter, type ScheduleAfter } from './schedule-after.js';
import { documentsInUse, withRevisions } from './revisions.js';
import { scopeOf } from './scope.js';
import { toldSetAside } from './set-aside.js';
import { settle } from './settle.js';
import type { Refreshed, Running, Saving } from './state.js';
import type { Transition } from './transition.js';

/** Every step is over: merge, validate, save (F6); on a refresh in which nothing changed, neither (R5). */
export function complete(state: Running, at: number): Transition {
  const { run, before } = state;
  const { provisioning, theme } = run.collected;
  const filledByPortal = provisioning !== undefined && run.services?.signIn === false;
  if (filledByPortal && run.filled === undefined) return fillAccount(state, provisioning.content, at); // D5a

  const portal = provisioning && (run.filled === undefined ? provisioning : { ...provisioning, content: { ...provisioning.content, account: run.filled } });
  const saved = before?.profile;
  const merged = layersAfter(state, portal, at);
  const shown = theme?.content ?? saved?.theme;
  if (shown === undefined) return [state, []];
  const validators = provisioning === undefined ? saved?.validators : provisioning.content.validators;
  if (run.refresh !== undefined && before !== undefined && saved !== undefined && merged === saved.layers && same([shown, validators], [saved.theme, saved.validators])) {
    return unchanged(state, run.refresh, before, saved, at);
  }

  const where = filledByPortal ? 'provisioning' : 'extprov';
  const { locale } = state.settings.device;
  const kept = withoutBadEdits(merged, (account) => validateAccount(account, validators, locale)); // D9
  const { layers } = kept;
  const profile = settingsIn(layers);
  const faults = validateAccount(profile.account, validators, locale); // D9
  if (faults.length > 0) return fail(state, problem('account.invalid', { document: where, faults }), at, where);
  const shrink = run.refresh !== undefined && saved !== undefined ? shrinks(saved.layers, layers) : undefined; // M12
  if (shrink !== undefined && !shrink.documents.every((name) => name !== 'theme' && run.collected[name]?.content.force === true)) {
    const [document] = shrink.documents;
    return fail(state, laterProblem('refresh.shrunk', defined({ document, node: shrink.nodes.join(', ').slice(0, 200) })), at, document, 'O10');
  }
  return save(toldSetAside(state, kept), defined({ layers, theme: shown, validators, ...scheduleAfter(state, profile, at) }), at);
}

function save(state: Running, { failures, ...content }: Pick<SavedProfile, 'layers' | 'theme' | 'schedule' | 'validators'> & ScheduleAfter, at: number): Transition {
  const { run, before, stored, installId } = state;
  if (isHeld(state)) return holdBack(state, { shown: shownBetween(before?.profile, content.layers) }, at); // R8
  const { parameters } = run;
  const identity = defined({ cloudId: parameters.cloudId, username: parameters.username });
  const person = run.refresh === undefined || before?.profile === undefined ? { identity, password: parameters.oneTime ? undefined : parameters.password } : before.profile; // R2a
  const number = (stored ?? 0) + 1;
  const tried = trialAfter(state, content, number, at); // R10
  const next: Generation = {
    number,
    savedAt: at,
    installId,
    profile: defined({ identity: person.identity, password: person.password, ...content, ...tried, documents: savedDocuments(state) }),
  };
  const book: Book = defined({ ...forAnother(state.book), generation: number, failures, trial: startsOf(state, tried.trial, number) });
  const saving: Saving = defined({ ...always(state), book, tag: 'saving', run: { ...run, progress: Math.max(run.progress, 0.95) }, next, before });
  return [saving, [{ type: 'store.commit', generation: next, expected: stored }]];
}

/** Nothing is written and nothing is announced: the generation stays the same object (R5). */
function unchanged(state: Running, of: RefreshOf, before: Generation, saved: SavedProfile, at: number): Transition {
  const { run, book } = state;
  const after = scheduleAfter(state, settingsIn(saved.layers), at);
  const { schedule, failures } = after;
  if (schedule.automatic !== saved.schedule.automatic || schedule.offSince !== saved.schedule.offSince) {
    return save(state, defined({ layers: saved.layers, theme: saved.theme, validators: saved.validators, ...after }), at); // R3
  }
  const result = of.rebased === undefined ? 'unchanged' : 'changed'; // another process saved the same
  const refreshed: Refreshed = defined({ run: run.id, by: of.by, at, result, steps: run.steps, ...besides(state, at), warnings: run.warnings });
  const next: Book = { ...withRevisions(book, before, run.collected), generation: before.number, due: schedule.due, failures };
  const { waiting: _outdated, ...kept } = always(state); // the newest only (R8)
  const rest = resting({ ...kept, book: next, refreshed }, before, of.failure);
  return settle(rest, at);
}

/** What is validated and what due times come from; collections, which may be long, take no part in it. */
function settingsIn(layers: Layers): Pick<Profile, NodeSection> {
  return { account: mergeSection(layers, 'account'), prefKeys: mergeSection(layers, 'prefKeys'), service: mergeSection(layers, 'service') };
}

/** Placeholders may hold secrets, which only the driver can open: it fills them and answers `account.filled`. */
function fillAccount(state: Running, provisioning: IncomingDocument, at: number): Transition {
  const nodes = provisioning.account ?? [];
  const { parameters } = state.run;
  const sets = (name: string): boolean => nodes.some((node) => node.name === name);
  const missing = (['username', 'password'] as const).find((name) => parameters[name] === undefined && !sets(name));
  if (missing !== undefined) return fail(state, problem('input.credentials-missing', { node: missing }), at); // I1

  const id = state.nextId;
  const scope = scopeOf(state);
  return [{ ...state, nextId: id + 1, run: { ...state.run, filling: id } }, [{ type: 'account.fill', id, nodes, scope }]];
}

/** What this run read, and of the rest what was saved before; nothing of a service that is gone. */
function savedDocuments({ run, before, book }: Running): Pairs<SavedDocument> {
  const known = run.refresh === undefined || before === undefined ? [] : documentsInUse(before, book);
  return ASKED.flatMap((name) => {
    const arrived = run.collected[name];
    if (arrived === undefined) return known.filter(([one]) => one === name && isConfigured(run.services, name));
    const { content: _merged, ...saved } = arrived;
    return [[name, saved] as const];
  });
}

function isConfigured(services: Services | undefined, name: Asked): boolean {
  if (name === 'global_extprov') return services?.global !== undefined;
  return name !== 'dialActionWs' || services?.dialActions !== undefined;
}
