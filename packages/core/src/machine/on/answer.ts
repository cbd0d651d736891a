import { defined } from '../../document/defined.js';
import { problem, type Problem, type Warning } from '../../document/problem.js';
import { readAccount } from '../../document/account.js';
import { readDialActions, readGlobal } from '../../document/global.js';
import { readProvisioning } from '../../document/provisioning.js';
import type { Asked } from '../../document/tree.js';
import { MAX_BYTES } from '../../policy/limits.js';
import { FAILURES, judgeStatus, type AnswerRow } from '../../policy/answer.js';
import type { OutcomeId } from '../../policy/outcome.js';
import { retryAt } from '../../policy/retry-after.js';
import { advance } from '../advance.js';
import { withoutDialActions } from '../without-dial-actions.js';
import { authenticate } from '../authenticate.js';
import { conditionsOf, knownOf } from '../conditions.js';
import type { EventOf, MachineEvent } from '../event.js';
import { shown } from '../end-run.js';
import { fail } from '../fail.js';
import { noticed } from '../noticed.js';
import { withStep } from '../progress.js';
import { revisionRefused } from '../revisions.js';
import type { Answered, Refusal, Run, Step } from '../run.js';
import { isSignOutStatus, signOutByProvider } from '../provider-sign-out.js';
import { isQuarantined } from '../quarantined.js';
import { abortOne, awaiting } from '../send.js';
import type { Running } from '../state.js';
import { stay, type Transition } from '../transition.js';

/** Something came back that a run waits for; whatever it does not wait for changes nothing (F8). */
export function onAnswer(state: Running, event: MachineEvent): Transition {
  switch (event.type) {
    case 'account.filled': {
      if (state.run.filling !== event.id) return stay(state);
      const { filling: _answered, ...run } = state.run;
      return advance({ ...state, run: { ...warned(run, 'provisioning', event.warnings ?? []), filled: event.nodes } }, event.at);
    }
    case 'account.refused':
      return state.run.filling === event.id ? fail(state, event.problem, event.at, 'provisioning') : stay(state);
    default: {
      const name = 'id' in event ? awaiting(state.run, event.id) : undefined;
      return name === undefined ? stay(state) : onAwaited(state, name, event);
    }
  }
}

/** Something came of the request for a document. */
function onAwaited(state: Running, name: Asked, event: MachineEvent): Transition {
  const { run } = state;
  const step = run.steps[name];
  const changed = (changes: Partial<Step>): Running => ({ ...state, run: withStep(run, name, { ...step, ...changes }) });
  switch (event.type) {
    case 'http.progressed':
      return stay(changed(defined({ received: Math.max(step.received, event.received), total: event.total })));
    case 'http.answered': {
      const authenticated = authenticate(state, name, event); // W10
      if (authenticated !== undefined && 'answered' in authenticated) return authenticated.answered;
      const row = judged(name, event.status, authenticated?.refused);
      const header = (wanted: string): string | undefined => event.headers.find(([field]) => field === wanted)?.[1];
      if (row.body === 'document') {
        const answered = defined({ etag: header('etag'), lastModified: header('last-modified'), key: event.key });
        return [changed({ answered }), [defined({ type: 'document.read', id: event.id, as: name, unless: knownOf(state, name)?.digest })]];
      }
      if (row.id === 'O2' && event.key !== undefined && conditionsOf(state, name)?.key === event.key) return unchanged(state, name, event.at);
      const refusal: Refusal = defined({ row, status: event.status, retryAt: row.id === 'O6' ? retryAt(header('retry-after'), event.at) : undefined, signOut: isSignOutStatus(state, name, event) || undefined });
      if (row.body === 'nothing') return refused(state, name, refusal, event.at);
      const told = authenticated?.refused === 'unusable' ? warned(run, name, [{ code: 'auth.challenge-unusable', node: 'AuthUsername' }]) : run;
      return [{ ...state, run: withStep(told, name, { ...step, refusal }) }, [{ type: 'document.read', id: event.id, as: 'error' }]]; // D8
    }
    case 'http.failed': {
      const details = { document: name, origin: event.origin, cause: event.cause, limit: event.reason === 'too-large' ? MAX_BYTES[name] : undefined };
      return failed(state, problem(FAILURES[event.reason], defined(details)), event.at, name, undefined, event.sent || step.authentication !== undefined); // what was challenged had left (R6)
    }
    case 'document.refused':
      return failed(state, event.problem, event.at, name);
    case 'document.unchanged':
      return step.answered === undefined ? stay(state) : unchanged(state, name, event.at);
    case 'request.warned':
      return stay({ ...state, run: warned(run, name, event.warnings) });
    case 'document.read': {
      const { content } = event;
      if (step.refusal !== undefined) return refused(state, name, step.refusal, event.at, content.kind === 'message' ? content.message : undefined);
      if (step.answered === undefined) return stay(state);
      return isQuarantined(state, name, event.digest, event.at) ? quarantined(state, name, event.at) : onRead(state, name, event, step.answered);
    }
    default:
      return stay(state);
  }
}

function refused(state: Running, name: Asked, { row, signOut, ...details }: Refusal, at: number, message?: string): Transition {
  if (signOut === true) return signOutByProvider(state, message, at);
  return failed(state, problem(row.code ?? 'answer.unexpected-status', { document: name, ...details }, message), at, name, row.id);
}

/** A theme that fails holds nothing back on a refresh (R9), nor do dial actions (R14). */
export function failed(state: Running, why: Problem, at: number, name?: Asked, outcome?: OutcomeId, sent?: boolean): Transition {
  if (name === 'dialActionWs') return withoutDialActions(state, why, at, outcome);
  return name === 'theme' && state.run.refresh !== undefined ? withoutTheme(state, why, at) : fail(state, why, at, name, outcome, sent);
}

function withoutTheme(state: Running, why: Problem, at: number): Transition {
  const { run } = state;
  const step = { ...shown(run, 'theme'), status: 'failed', endedAt: at } as const;
  const next = withStep(run, 'theme', step);
  const [moved, commands] = advance({ ...state, run: defined({ ...next, refresh: run.refresh && { ...run.refresh, theme: why } }) }, at);
  return [moved, [...abortOne(run, 'theme'), ...commands]];
}

/** 304, or the same bytes: nothing is read, nothing is merged (R5). */
function unchanged(state: Running, name: Asked, at: number): Transition {
  const step = { ...shown(state.run, name), status: 'unchanged', endedAt: at } as const;
  return advance({ ...state, run: withStep(state.run, name, step) }, at);
}

/** R10: what failed here is not tried again for now. */
function quarantined(state: Running, name: Asked, at: number): Transition {
  const { run } = state;
  const refresh = run.refresh && { ...run.refresh, quarantined: [...(run.refresh.quarantined ?? []), name] };
  return unchanged({ ...state, run: defined({ ...run, refresh }) }, name, at);
}

/** R2a: a service that asks for a one-time value which was erased cannot be asked any more; that is nobody's fault. */
export function skipped(state: Running, name: Asked, at: number): Transition {
  const step = { ...shown(state.run, name), status: 'skipped', endedAt: at } as const;
  return advance({ ...state, run: warned(withStep(state.run, name, step), name, [{ code: 'service.input-erased', node: name }]) }, at);
}

/** O5 says what a 401 does; only the reason is another one where nobody could see how to sign in (W10). */
function judged(name: Asked, status: number, refused: 'hidden' | 'unusable' | 'again' | undefined): AnswerRow {
  const row = judgeStatus(name, status);
  return refused === 'hidden' ? { ...row, code: 'auth.challenge-hidden' } : row;
}

function warned(run: Run, name: Asked, warnings: readonly Warning[]): Run {
  return { ...run, warnings: [...run.warnings, ...noticed(name, warnings)] };
}

/** Content that is not of the kind that was asked for comes from no driver, and changes nothing. */
function onRead(state: Running, name: Asked, { content, digest, at }: EventOf<'document.read'>, answered: Answered): Transition {
  const { run } = state;
  const document = name !== 'theme' && content.kind === 'xml' ? READERS[name](content.root) : undefined;
  const theme = name === 'theme' && content.kind === 'theme' ? content : undefined;
  const body = document ?? theme;
  if (body === undefined) return stay(state);
  const portalRevision = body.revision;
  const why = revisionRefused(state, name, defined({ revision: portalRevision, digest })); // P4
  if (why !== undefined) return failed(state, why, at, name);
  if (name === 'extprov' && document?.signOut !== undefined) return signOutByProvider(state, document.signOut.message, at); // R11
  const arrived = defined({ ...answered, revision: answered.etag ?? digest.slice(0, 16), portalRevision, digest, at, content: theme?.theme ?? document });
  const done = withStep(run, name, { ...shown(run, name), status: 'done', endedAt: at });
  return advance({ ...state, run: warned({ ...done, collected: { ...run.collected, [name]: arrived } }, name, document?.warnings ?? []) }, at);
}

const READERS = { dialActionWs: readDialActions, provisioning: readProvisioning, global_extprov: readGlobal, extprov: readAccount } as const;
