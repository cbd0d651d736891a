import { problem } from '../document/problem.js';
import { noticed } from './noticed.js';
import type { IncomingDocument } from '../document/mergeable.js';
import type { DocumentName } from '../document/tree.js';
import { REQUEST_MS } from '../policy/limits.js';
import { readService } from '../service/definition.js';
import type { ServiceDefinition } from '../service/service.js';
import type { Command, Target } from './command.js';
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

/** The definitions came with step 1 (F3): which of 3 and 4 are there to be asked? */
function configure(state: Running, provisioning: IncomingDocument, at: number): Transition {
  const nodes = (provisioning.service ?? []).map((node) => [node.name, node.value] as const);
  const global = readService(nodes, 'initialGlobalProvisioning');
  if (!global.ok) return fail(state, global.problem, at, 'global_extprov'); // W2
  const account = readService(nodes, 'InitialProvisioning');
  if (!account.ok) return fail(state, account.problem, at, 'extprov');
  const services: Services = { global: global.value.service, account: account.value.service };

  const { parameters } = state.run;
  const asked = services.global !== undefined || services.account !== undefined;
  const missing = !asked ? undefined : parameters.username === undefined ? 'username' : parameters.password === undefined ? 'password' : undefined;
  if (missing !== undefined) return fail(state, problem('input.credentials-missing', { node: missing }), at); // I1

  const warnings = [...noticed('global_extprov', global.value.warnings), ...noticed('extprov', account.value.warnings)];
  let run: Run = { ...state.run, services, warnings: [...state.run.warnings, ...warnings], limitAt: state.run.limitAt + extraTime(services.global) + extraTime(services.account) };
  if (services.global === undefined) run = withStep(run, 'global_extprov', { ...run.steps.global_extprov, status: 'skipped', endedAt: at }); // F4
  if (services.account === undefined) run = withStep(run, 'extprov', { ...run.steps.extprov, status: 'skipped', endedAt: at });
  return advance({ ...state, run }, at);
}

/** F9: a run may take longer by what a service's own `Timeout` exceeds the general deadline. */
function extraTime(service: ServiceDefinition | undefined): number {
  return Math.max(0, (service?.timeoutMs ?? 0) - REQUEST_MS);
}

/** 3 before 4; both together where the app asked for it (F3). */
function sendNext(state: Running, services: Services, at: number): Transition {
  const waiting = (name: DocumentName): boolean => state.run.steps[name].status === 'waiting';
  const scope = scopeOf(state.settings, state.installId, state.run.parameters);
  const targets: Target[] = [];
  if (services.global !== undefined && waiting('global_extprov')) targets.push({ to: 'provider', document: 'global_extprov', service: services.global, scope });
  const mayOvertake = state.settings.overlap || isSettled(state.run.steps.global_extprov);
  if (services.account !== undefined && waiting('extprov') && mayOvertake) targets.push({ to: 'provider', document: 'extprov', service: services.account, scope });

  let next = state;
  const commands: Command[] = [];
  for (const target of targets) {
    const [sent, command] = send(next, target, at);
    next = sent;
    commands.push(command);
  }
  return [next, commands];
}
