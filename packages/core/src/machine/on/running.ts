import { problem } from '../../document/problem.js';
import { readAccount } from '../../document/account.js';
import { readGlobal } from '../../document/global.js';
import { readProvisioning } from '../../document/provisioning.js';
import type { DocumentName } from '../../document/tree.js';
import { MAX_BYTES } from '../../policy/limits.js';
import { FAILURES, judgeStatus } from '../../policy/outcome.js';
import { retryAt } from '../../policy/retry-after.js';
import { advance } from '../advance.js';
import type { EventOf, MachineEvent } from '../event.js';
import { abandon, fail } from '../fail.js';
import { noticed } from '../noticed.js';
import { DOCUMENTS, withStep } from '../progress.js';
import type { Answered, Arrived, Collected, Refusal, Run } from '../run.js';
import { sameParameters } from '../same-parameters.js';
import { awaiting } from '../send.js';
import type { Running } from '../state.js';
import { stay, type Transition } from '../transition.js';

/** Documents are being fetched and read. */
export function onRunning(state: Running, event: MachineEvent): Transition {
  switch (event.type) {
    case 'http.progressed':
      return onProgressed(state, event);
    case 'http.answered':
      return onAnswered(state, event);
    case 'http.failed':
      return onFailed(state, event);
    case 'http.refused':
    case 'document.refused': {
      const name = awaiting(state.run, event.id);
      return name === undefined ? stay(state) : fail(state, event.problem, event.at, name);
    }
    case 'request.warned': {
      const name = awaiting(state.run, event.id);
      return stay(name === undefined ? state : { ...state, run: { ...state.run, warnings: [...state.run.warnings, ...noticed(name, event.warnings)] } });
    }
    case 'document.read':
      return onRead(state, event);
    case 'account.filled': {
      if (state.run.filling !== event.id) return stay(state);
      const { filling: _answered, ...run } = state.run;
      return advance({ ...state, run: { ...run, filled: event.nodes } }, event.at);
    }
    case 'account.refused':
      return state.run.filling === event.id ? fail(state, event.problem, event.at, 'provisioning') : stay(state);
    case 'clock.reached':
      return onClock(state, event.at);
    case 'provision.requested': {
      if (sameParameters(state.run.parameters, event.parameters)) return stay(state); // F8: joins
      const after = { wish: 'provision', run: state.nextId, parameters: event.parameters } as const;
      return abandon({ ...state, nextId: state.nextId + 1, after }, 'run.replaced', event.at);
    }
    case 'cancel.requested':
      return abandon(state, 'run.cancelled', event.at);
    case 'sign-out.requested':
      return abandon({ ...state, after: { wish: 'sign-out' } }, 'run.cancelled', event.at); // R12
    default:
      return stay(state);
  }
}

function onProgressed(state: Running, event: EventOf<'http.progressed'>): Transition {
  const name = awaiting(state.run, event.id);
  if (name === undefined) return stay(state);
  const step = state.run.steps[name];
  const moved = { ...step, received: Math.max(step.received, event.received), ...(event.total === undefined ? {} : { total: event.total }) };
  return stay({ ...state, run: withStep(state.run, name, moved) });
}

function onAnswered(state: Running, event: EventOf<'http.answered'>): Transition {
  const name = awaiting(state.run, event.id);
  if (name === undefined) return stay(state);
  const row = judgeStatus(name, event.status);
  const step = state.run.steps[name];
  const header = (wanted: string): string | undefined => event.headers.find(([field]) => field === wanted)?.[1];

  if (row.body === 'document') {
    const etag = header('etag');
    const lastModified = header('last-modified');
    const answered: Answered = { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
    return [{ ...state, run: withStep(state.run, name, { ...step, answered }) }, [{ type: 'document.read', id: event.id, as: name }]];
  }
  const after = row.id === 'O6' ? retryAt(header('retry-after'), event.at) : undefined;
  const refusal: Refusal = { row, status: event.status, ...(after === undefined ? {} : { retryAt: after }) };
  if (row.body === 'nothing') return refused(state, name, refusal, event.at);
  return [{ ...state, run: withStep(state.run, name, { ...step, refusal }) }, [{ type: 'document.read', id: event.id, as: 'error' }]]; // D8
}

function refused(state: Running, name: DocumentName, refusal: Refusal, at: number, message?: string): Transition {
  const { row, status, retryAt: after } = refusal;
  const details = { document: name, status, ...(after === undefined ? {} : { retryAt: after }) };
  return fail(state, problem(row.code ?? 'answer.unexpected-status', details, message), at, name, row.id);
}

function onFailed(state: Running, event: EventOf<'http.failed'>): Transition {
  const name = awaiting(state.run, event.id);
  if (name === undefined) return stay(state);
  const { id, code } = FAILURES[event.reason];
  const details = { document: name, origin: event.origin, cause: event.cause };
  return fail(state, problem(code, event.reason === 'too-large' ? { ...details, limit: MAX_BYTES[name] } : details), event.at, name, id);
}

function onRead(state: Running, event: EventOf<'document.read'>): Transition {
  const name = awaiting(state.run, event.id);
  if (name === undefined) return stay(state);
  const { refusal, answered } = state.run.steps[name];
  const { content } = event;
  if (refusal !== undefined) return refused(state, name, refusal, event.at, content.kind === 'message' ? content.message : undefined);
  if (answered === undefined) return stay(state);

  const known = { ...answered, revision: answered.etag ?? event.digest.slice(0, 16), digest: event.digest, at: event.at };
  const collected = collect(state.run.collected, name, event, known);
  if (collected === undefined) return stay(state);
  const { request: _request, deadlineAt: _deadline, answered: _answered, ...step } = state.run.steps[name];
  const arrived = name === 'theme' ? undefined : collected[name];
  const warnings = [...state.run.warnings, ...noticed(name, arrived?.content.warnings ?? [])];
  const run: Run = { ...withStep(state.run, name, { ...step, status: 'done', endedAt: event.at }), collected, warnings };
  return advance({ ...state, run }, event.at);
}

/** `undefined` where the content is not of the kind that was asked for: no driver does that, and nothing changes. */
function collect(before: Collected, name: DocumentName, event: EventOf<'document.read'>, known: Omit<Arrived<never>, 'content'>): Collected | undefined {
  const { content } = event;
  if (name === 'theme') return content.kind === 'theme' ? { ...before, theme: { ...known, content: content.theme } } : undefined;
  if (content.kind !== 'xml') return undefined;
  const read = name === 'provisioning' ? readProvisioning : name === 'global_extprov' ? readGlobal : readAccount;
  return { ...before, [name]: { ...known, content: read(content.root) } };
}

/** Nothing was heard for too long (F9); the same moment may end a request or the whole run. */
function onClock(state: Running, at: number): Transition {
  const late = DOCUMENTS.find((name) => {
    const { status, deadlineAt } = state.run.steps[name];
    return status === 'running' && deadlineAt !== undefined && deadlineAt <= at;
  });
  if (late !== undefined) return fail(state, problem('network.timeout', { document: late }), at, late, 'O4');
  if (state.run.limitAt > at) return stay(state);
  const under = DOCUMENTS.find((name) => state.run.steps[name].status === 'running');
  return fail(state, problem('run.too-long', under === undefined ? {} : { document: under }), at, under, 'O4');
}
