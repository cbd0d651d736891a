import type { DocumentName, Problem, ProblemCode } from '@firstring/core';
import type { Behaviour } from '../portal/exchange.js';
import { SAMPLE_USER, type SampleAppOptions } from '../portal/sample-app.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import type { DeviceOptions, World } from '../world/world.js';
import { checkWithout, formsOf } from '../run/canary.js';
import { checkSentences, DOCUMENTS, everythingIn, failed, provision, plan, stage } from './stage.js';

/** One way to answer and how a first run has to end then. */
export interface Refusal {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly needs?: readonly string[];
  /** The document that is answered so. */
  readonly document: DocumentName;
  readonly behaviour?: Behaviour | ((world: World) => Behaviour);
  /** Any of these codes. On a platform that hides why a request failed, what is left of them to tell is meant ({@link CODES_IF_HIDDEN}). */
  readonly codes: readonly ProblemCode[];
  /** Whether the password is still offered for another try. Default: yes (O5). */
  readonly passwordKept?: boolean;
  /** Another document that is answered the same, and may be the one that ends the run. */
  readonly either?: DocumentName;
  /** How often the document is asked for. Default 1, and 4 where the portal is asked again by itself (R6). */
  readonly requests?: number;
  /** A platform that sends a request again by itself does so here (`http.resends`): then there may be twice as many. */
  readonly resent?: true;
  /** How many requests may carry the password. Default 1: it goes out once for each time that the person submits (R6). */
  readonly withPassword?: number;
  readonly app?: Partial<SampleAppOptions> | ((world: World) => Partial<SampleAppOptions>);
  readonly device?: DeviceOptions | ((world: World) => DeviceOptions);
  readonly prepare?: (world: World) => Promise<void>;
  readonly inspect?: (problem: Problem, world: World) => void;
}

/**
 * What a browser or React Native can tell of a failed request: whether the head of the answer had arrived, and no more. An
 * encoding that the head names can be seen there too.
 */
const CODES_IF_HIDDEN: { readonly [code in ProblemCode]?: readonly ProblemCode[] } = {
  'network.dns': ['network.unreachable'],
  'network.refused': ['network.unreachable'],
  'network.reset': ['network.unreachable'],
  'network.tls': ['network.unreachable'],
  'answer.encoding': ['answer.encoding', 'answer.cut-off'],
};

/** A refusal as a case: code, sentences, nothing saved, and the password went out at most once. */
export function refusalCase(refusal: Refusal): Case {
  const { id, title, clauses, needs } = refusal;
  return {
    id,
    title: `${refusal.document}: ${title}`,
    clauses,
    ...(needs === undefined ? {} : { needs }),
    run: (world) => run(world, refusal),
  };
}

const FIRST_RUN_TRIES = 4;

/** R6: the portal's documents, where the connection or the server may do better the next time. */
function isAskedAgain(document: DocumentName, { code }: Problem): boolean {
  const mayPass = code === 'server.busy' || /^network\.(?:dns|refused|reset|unreachable|timeout|failed)$/.test(code);
  return mayPass && (document === 'provisioning' || document === 'theme');
}

async function run(world: World, refusal: Refusal): Promise<void> {
  const { document, behaviour, app, device: options } = refusal;
  const device = await stage(world, typeof app === 'function' ? app(world) : app, typeof options === 'function' ? options(world) : options);
  if (behaviour !== undefined) await plan(world, document, typeof behaviour === 'function' ? behaviour(world) : behaviour);
  await refusal.prepare?.(world);
  await world.until(device.provisioner.restored());
  const before = await device.storageDump();

  const problem = failed(await provision(world, device));
  const codes = world.capabilities['http.failures'] === 'hidden' ? refusal.codes.flatMap((code) => CODES_IF_HIDDEN[code] ?? [code]) : refusal.codes;
  check(codes.includes(problem.code), `the problem is ${problem.code} (${JSON.stringify(problem.details)}), not ${codes.join(' or ')}`);
  checkSentences(problem);
  checkWithout(JSON.stringify(problem), SAMPLE_USER.password, 'the problem');
  refusal.inspect?.(problem, world);

  const snapshot = device.provisioner.getSnapshot();
  equal(snapshot.phase, 'empty', 'phase');
  const failing = DOCUMENTS.filter((name) => snapshot.steps[name].status === 'failed');
  check(failing.length === 1 && (failing[0] === document || failing[0] === refusal.either), `failed is ${failing.join(' and ')}`);
  equal(snapshot.form, { cloudId: 'ACME', username: SAMPLE_USER.username, passwordKept: refusal.passwordKept ?? true }, 'form');

  await world.advance(world.capabilities['virtual-time'] === true ? 600_000 : 30);
  const log = world.server.requests();
  const [asked, expected] = [log.filter((request) => request.document === document).length, refusal.requests ?? (isAskedAgain(document, problem) ? FIRST_RUN_TRIES : 1)];
  const times = refusal.resent === true && world.capabilities['http.resends'] === true ? 2 : 1;
  check(asked >= expected && asked <= expected * times, `${asked} requests for the document, not ${expected}`);
  const withPassword = log.filter((request) => formsOf(SAMPLE_USER.password).some((form) => everythingIn(request).includes(form)));
  check(withPassword.length <= (refusal.withPassword ?? 1) * times, `${withPassword.length} requests carry the password`);
  equal(await device.storageDump(), before, 'storage');
}
