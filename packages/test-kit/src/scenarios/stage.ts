import { engineerSentence, type Asked, type DocumentName, type Problem, type Profile } from '@firstring/core';
import type { RunResult, Snapshot } from '@firstring/core/driver';
import type { Behaviour } from '../portal/exchange.js';
import { behave } from '../portal/handle.js';
import type { LoggedRequest } from '../portal/mock-state.js';
import { SAMPLE_USER, sampleApp, type SampleAppOptions } from '../portal/sample-app.js';
import { check, CaseFailure } from '../run/check.js';
import type { Device, DeviceOptions, World } from '../world/world.js';

/** What a person types into the sample app. */
export const INPUT: { readonly cloudId: string; readonly username: string; readonly password: string } = { cloudId: 'ACME', ...SAMPLE_USER };

export const DOCUMENTS: readonly DocumentName[] = ['provisioning', 'theme', 'global_extprov', 'extprov'];

/** What is to happen at once has happened by then, and nothing that waits for a deadline has. */
export const PROMPT_MS = 2000;

/** Sets up the sample app and gives a new device. */
export async function stage(world: World, app: Partial<SampleAppOptions> = {}, device: DeviceOptions = {}): Promise<Device> {
  await setUp(world, app);
  return world.createDevice(device);
}

/** Puts the sample app and its provider into the servers, in place of what was there. */
export async function setUp(world: World, app: Partial<SampleAppOptions> = {}): Promise<void> {
  const sample = sampleApp({ providerUrl: world.providerUrl, ...app });
  await world.server.change((state) => ({ ...state, apps: [sample.app], providers: [sample.provider] }));
}

/** Plans the next answers for a document. */
export async function plan(world: World, document: Asked, ...behaviours: readonly Behaviour[]): Promise<void> {
  await world.server.change((state) => behave(state, document, ...behaviours));
}

/** Provisions and waits for the end. */
export function provision(world: World, device: Device, input: Parameters<Device['provisioner']['provision']>[0] = INPUT): Promise<RunResult> {
  return world.until(device.provisioner.provision(input));
}

export function succeeded(result: RunResult): Profile {
  if (!result.ok) throw new CaseFailure(`the run failed: ${result.problem.code} ${JSON.stringify(result.problem.details)}`);
  return result.profile;
}

export function failed(result: RunResult): Problem {
  if (result.ok) throw new CaseFailure('the run succeeded');
  return result.problem;
}

/** What a person and an engineer are told, and that it is something (O). */
export function checkSentences(problem: Problem): void {
  const engineer = engineerSentence(problem);
  for (const sentence of [problem.person, engineer])
    check(/^\S.*[.?!]$/.test(sentence) && !/[{}]/.test(sentence), `no sentence for ${problem.code}: ${sentence}`);
  // A detail that a sentence needs but the problem lacks reads "unknown".
  const told = problem.code === 'answer.encoding' ? [problem.person] : [problem.person, engineer];
  for (const sentence of told) check(!/\bunknown\b/.test(sentence), `${problem.code} lacks a detail: ${sentence}`);
}

/** Requests for a document since the log was cleared. */
export function requestsFor(world: World, document: Asked): readonly LoggedRequest[] {
  return world.server.requests().filter((request) => request.document === document);
}

export function statuses(snapshot: Snapshot): Readonly<Record<DocumentName, string>> {
  const { provisioning, theme, global_extprov, extprov } = snapshot.steps;
  return {
    provisioning: provisioning.status,
    theme: theme.status,
    global_extprov: global_extprov.status,
    extprov: extprov.status,
  };
}

/** A node of the account as it stands in the profile; secrets are opened. */
export function accountNode(device: Device, name: string): string | undefined {
  return device.provisioner.reveal(`account.${name}`);
}

/** Everything of a request in one text, to look for what must not be there. */
export function everythingIn(request: LoggedRequest): string {
  const headers = request.headers.map(([name, value]) => `${name}: ${value}`);
  return [request.method, request.path, request.query, ...headers, request.body].join('\n');
}
