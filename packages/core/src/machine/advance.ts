import { problem } from '../document/problem.js';
import { noticed } from './noticed.js';
import type { IncomingDocument } from '../document/mergeable.js';
import { REQUEST_MS } from '../policy/limits.js';
import { readService } from '../service/definition.js';
import type { ServiceDefinition } from '../service/service.js';
import type { Command } from './command.js';
import { complete } from './complete.js';
import { fail } from './fail.js';
import { DOCUMENTS, isSettled, withStep } from './progress.js';
import type { Run, Services } from './run.js';
import { scopeOf } from './scope.js';
import { send } from './send.js';
import type { Running } from './state.js';
import type { Transition } from './transition.js';

/** Something was finished: what can be done now? */
export function advance(state: Running, at: number): Transition {
  const { provisioning, theme } = state.run.collected;
  if (provisioning === undefined || theme === undefined) return [state, []]; // F3
  if (state.run.services === undefined) return configure(state, provisioning.content, at);
  if (DOCUMENTS.every((name) => isSettled(state.run.steps[name]))) return complete(state, at);
  return sendNext(state, state.run.services, at);
}

/** The services of steps 3 and 4, in their order. */
const SERVICES = [
  ['global_extprov', 'global', 'initialGlobalProvisioning'],
  ['extprov', 'account', 'InitialProvisioning'],
] as const;

/** The definitions came with step 1 (F3): which of 3 and 4 are there to be asked? */
function configure(state: Running, provisioning: IncomingDocument, at: number): Transition {
  const nodes = (provisioning.service ?? []).map((node) => [node.name, node.value] as const);
  let services: Services = { global: undefined, account: undefined };
  let run: Run = state.run;
  for (const [name, key, prefix] of SERVICES) {
    const read = readService(nodes, prefix);
    if (!read.ok) return fail(state, read.problem, at, name); // W2
    const { service, warnings } = read.value;
    services = { ...services, [key]: service };
    run = { ...run, warnings: [...run.warnings, ...noticed(name, warnings)], limitAt: run.limitAt + extraTime(service) };
    if (service === undefined) run = withStep(run, name, { ...run.steps[name], status: 'skipped', endedAt: at }); // F4
  }
  const asked = services.global ?? services.account;
  const missing = (['username', 'password'] as const).find((name) => run.parameters[name] === undefined);
  if (asked !== undefined && missing !== undefined) return fail(state, problem('input.credentials-missing', { node: missing }), at); // I1
  return advance({ ...state, run: { ...run, services } }, at);
}

/** F9: a run may take longer by what a service's own `Timeout` exceeds the general deadline. */
function extraTime(service: ServiceDefinition | undefined): number {
  return Math.max(0, (service?.timeoutMs ?? 0) - REQUEST_MS);
}

/** 3 before 4; both together where the app asked for it (F3). */
function sendNext(state: Running, services: Services, at: number): Transition {
  const scope = scopeOf(state.settings, state.installId, state.run.parameters);
  const { steps } = state.run;
  let next = state;
  const commands: Command[] = [];
  for (const [document, key] of SERVICES) {
    const service = services[key];
    const mayGo = document === 'global_extprov' || state.settings.overlap || isSettled(steps.global_extprov);
    if (service === undefined || steps[document].status !== 'waiting' || !mayGo) continue;
    const [sent, command] = send(next, { to: 'provider', document, service, scope }, at);
    next = sent;
    commands.push(command);
  }
  return [next, commands];
}
