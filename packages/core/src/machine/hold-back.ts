import { defined } from '../document/defined.js';
import { ASKED, lookUp } from '../document/tree.js';
import type { Layers } from '../merge/layer.js';
import { mergeSection } from '../merge/merge.js';
import { plan } from '../merge/plan.js';
import type { Generation, SavedProfile } from '../store/generation.js';
import { failedSteps, over } from './end-run.js';
import { passedOver } from './keep.js';
import { optionalService } from './optional-service.js';
import { always, resting } from './resting.js';
import type { Collected, Run } from './run.js';
import { samePerson } from './same-person.js';
import type { Ready, Refreshed, Running, Saving } from './state.js';
import type { Transition } from './transition.js';
import type { Waiting, WaitingView } from './waiting.js';

/** How heavily it weighs, and whether it signs out. */
type Found = Pick<Waiting, 'shown' | 'signOut'>;

/** Whether what this run found has to wait: a sign-in never does (R8). */
export function isHeld({ held, run }: Running): boolean {
  return held === true && run.refresh !== undefined;
}

/**
 * R8: what a refresh found waits until the app lets go, a sign-out of the provider too. What is in use stays, and the next regular
 * time comes as if it had been applied; but that is not written, so that after a crash everything is due again.
 */
export function holdBack(state: Running, found: Found, at: number): Transition {
  const { run, before } = state;
  const { refresh } = run;
  if (refresh === undefined || before?.profile === undefined) return [state, []];
  const { by, asked, theme, setAside, failure } = refresh;
  const steps = failedSteps(run, undefined, at);
  const waiting: Waiting = { run: { ...run, steps }, of: before.profile.identity, ...found };
  const refreshed: Refreshed = defined({ run: run.id, by, at, result: 'held' as const, steps, problem: setAside ?? theme, attention: setAside && (true as const), warnings: run.warnings });
  return over(state, resting({ ...always(state), book: passedOver(state, before, asked, at), refreshed, waiting }, before, failure), at);
}

/** The heaviest of what would change (M11); a theme alone is `hot`. */
export function shownBetween(before: SavedProfile | undefined, layers: Layers): WaitingView {
  return { impact: (before && plan(before.layers, layers).impact) ?? 'hot', signsOut: false };
}

/** S6: another process saved first. What this refresh found is merged into what that one saved, once it was read. */
export function overtaken(state: Saving, tries: number): Waiting | undefined {
  const { before, next } = state;
  return next.profile && onTop(state, { shown: shownBetween(before?.profile, next.profile.layers) }, tries);
}

/** What a refresh found, to be put on top of what another process saved; a sign-in is not. */
export function onTop({ run, before }: Running | Saving, found: Found, tries: number): Waiting | undefined {
  const { refresh } = run;
  if (refresh === undefined || before?.profile === undefined) return undefined;
  return { run: { ...run, refresh: { ...refresh, rebased: tries } }, of: before.profile.identity, ...found };
}

/**
 * The run that waited, over what is in use now: what the user edited meanwhile stays, and of what another process fetched later its
 * answer counts. `undefined` where somebody else is signed in, or nothing can be saved.
 */
export function resumed(state: Ready, { run, of }: Waiting, at: number): Running | undefined {
  const { generation, blocked, secretsLost, settings } = state;
  const saved = generation.profile;
  if (saved === undefined || blocked !== undefined || secretsLost === true || run.refresh === undefined || !samePerson(of, saved.identity)) return undefined;
  const { waiting: _resumed, ...base } = always(state);
  const refresh = defined({ ...run.refresh, failure: state.failure, setAside: undefined });
  const warnings = run.warnings.filter(({ code }) => code !== 'edit.set-aside'); // told anew, where it still holds (D9)
  return { ...base, tag: 'running', before: generation, run: { ...withNewest(run, generation, saved), refresh, warnings, limitAt: at + settings.runMs } };
}

function withNewest(run: Run, { savedAt }: Generation, saved: SavedProfile): Run {
  const newest = ASKED.filter((name) => (run.collected[name]?.at ?? savedAt) >= (lookUp(saved.documents, name)?.at ?? 0));
  const collected = Object.fromEntries(newest.flatMap((name) => (run.collected[name] === undefined ? [] : [[name, run.collected[name]]]))) as Collected;
  if (collected.provisioning !== undefined) return { ...run, collected };
  const portal = mergeSection(saved.layers, 'service'); // as they are defined now
  const [global, dialActions] = [optionalService(portal, 'initialGlobalProvisioning').service, optionalService(portal, 'dialActionWs').service];
  return { ...run, collected, services: { account: undefined, ...run.services, global, dialActions } };
}
