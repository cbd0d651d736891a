import type { IncomingDocument } from '../document/mergeable.js';
import { problem } from '../document/problem.js';
import { same } from '../document/same.js';
import { ASKED, DOCUMENTS, type Asked, type DocumentName, type Pairs, type Value } from '../document/tree.js';
import { REQUEST_MS } from '../policy/limits.js';
import { readService } from '../service/definition.js';
import type { ServiceDefinition } from '../service/service.js';
import { complete } from './complete.js';
import { shown } from './end-run.js';
import { after, withDialActions } from './dial-actions.js';
import { fail } from './fail.js';
import { noticed } from './noticed.js';
import { optionalService } from './optional-service.js';
import { isSettled, WAITING, withStep } from './progress.js';
import type { Run, Services } from './run.js';
import { abortOne, sendAll } from './send.js';
import type { Running } from './state.js';
import type { Transition } from './transition.js';

/** Something was finished: what can be done now? */
export function advance(state: Running, at: number): Transition {
  const { collected, services, refresh } = state.run;
  const { provisioning, theme } = collected;
  if (refresh === undefined && (provisioning === undefined || theme === undefined)) return [state, []]; // F3
  if (provisioning !== undefined && services?.signIn === undefined) return configure(state, provisioning.content, at);
  if (ASKED.every((name) => isOver(state.run, name))) return complete(state, at);
  return refresh === undefined ? sendAll(state, DOCUMENTS.filter((name) => mayGo(state, name)), at) : [state, []];
}

/** What failed while the run goes on holds nothing back: a theme on a refresh (R9), or dial actions (R14). Anything else ends the run. */
function isOver(run: Run, name: Asked): boolean {
  return isSettled(run.steps[name]) || run.steps[name].status === 'failed';
}

/** The services of steps 3 and 4, in their order. */
const SERVICES = [
  ['global_extprov', 'global', 'initialGlobalProvisioning'],
  ['extprov', 'account', 'InitialProvisioning'],
] as const;

/** The definitions came with step 1 (F3): which of 3 and 4 are there to be asked? */
function configure(state: Running, provisioning: IncomingDocument, at: number): Transition {
  const nodes: Pairs<Value> = (provisioning.service ?? []).map((node) => [node.name, node.value]);
  let { run } = state;
  const dialActions = optionalService(nodes, 'dialActionWs'); // W2: a fault disables it
  let services: Services = { global: undefined, account: undefined, dialActions: dialActions.service };
  for (const [name, key, prefix] of SERVICES) {
    const read = readService(nodes, prefix);
    if (!read.ok) return fail(state, read.problem, at, name); // W2
    const { service, warnings } = read.value;
    services = { ...services, [key]: service };
    run = { ...run, warnings: [...run.warnings, ...noticed(name, warnings)], limitAt: run.limitAt + extraTime(service) };
  }
  services = { ...services, signIn: services.account !== undefined };
  if (run.refresh !== undefined) return reconfigure({ ...state, run }, { ...services, account: run.services?.account }, at);
  for (const [name, key] of SERVICES) {
    if (services[key] === undefined) run = withStep(run, name, { ...run.steps[name], status: 'skipped', endedAt: at }); // F4
  }
  const asked = services.global ?? services.account;
  const missing = (['username', 'password'] as const).find((name) => run.parameters[name] === undefined);
  if (asked !== undefined && missing !== undefined) return fail(state, problem('input.credentials-missing', { node: missing }), at); // I1
  return advance({ ...state, run: { ...run, services } }, at);
}

/** R13: a service whose definition changed is asked again with the new one, and only that answer counts. One that is gone is asked no more (M4). */
function reconfigure(state: Running, services: Services, at: number): Transition {
  const { run } = state;
  const [next, dropped] = withDialActions({ ...state, run: { ...run, services } }, run.services, at);
  if (same(run.services?.global, services.global)) return after(dropped, advance(next, at));
  const { global_extprov: _outdated, ...collected } = run.collected;
  const aborted = abortOne(run, 'global_extprov');
  const step = services.global === undefined ? ({ ...shown(run, 'global_extprov'), status: 'skipped', endedAt: at } as const) : WAITING;
  const reset: Running = { ...next, run: { ...withStep(next.run, 'global_extprov', step), collected } };
  const [moved, commands] = services.global === undefined ? advance(reset, at) : sendAll(reset, ['global_extprov'], at);
  return after(dropped, [moved, [...aborted, ...commands]]);
}

/** F9: a run may take longer by what a service's own `Timeout` exceeds the general deadline. */
function extraTime(service: ServiceDefinition | undefined): number {
  return Math.max(0, (service?.timeoutMs ?? 0) - REQUEST_MS);
}

/** 3 before 4; both together where the app asked for it (F3). */
function mayGo({ run, settings }: Running, name: DocumentName): boolean {
  const { status, againAt } = run.steps[name];
  return status === 'waiting' && againAt === undefined && (name !== 'extprov' || settings.overlap || isSettled(run.steps.global_extprov));
}
