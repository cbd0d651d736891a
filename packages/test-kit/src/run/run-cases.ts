import { SIP_PASSWORD } from '../portal/sample-account.js';
import { SAMPLE_USER } from '../portal/sample-app.js';
import type { World } from '../world/world.js';
import { checkWithout } from './canary.js';
import { lacking, type Case, type Skip } from './case.js';

export type CaseStatus = 'passed' | 'failed' | 'skipped' | 'unsupported';

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly status: CaseStatus;
  /** Why it failed, was skipped, or which capability is missing. */
  readonly reason?: string;
}

export interface RunOptions {
  readonly skips?: readonly Skip[];
  /** Tries skipped cases too; one that would pass fails (its skip is stale). Default: on. */
  readonly checkSkips?: boolean;
}

/** A world of its own for every case. */
export type MakeWorld = () => Promise<World> | World;

/** Runs cases one after the other. Never rejects. */
export async function runCases(cases: readonly Case[], makeWorld: MakeWorld, options: RunOptions = {}): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const oneCase of cases) results.push(await runCase(oneCase, makeWorld, options));
  return [...results, ...unknownSkips(cases, options)];
}

/** Runs one case in a new world and closes it. Never rejects. */
export async function runCase(oneCase: Case, makeWorld: MakeWorld, options: RunOptions = {}): Promise<CaseResult> {
  const { id, title, clauses } = oneCase;
  const result = (status: CaseStatus, reason?: string): CaseResult => ({
    id,
    title,
    clauses,
    status,
    ...(reason === undefined ? {} : { reason }),
  });
  const skip = options.skips?.find((candidate) => candidate.id === id);
  if (skip !== undefined && options.checkSkips === false) return result('skipped', skip.reason);
  const tried = await tryCase(oneCase, makeWorld);
  if (skip === undefined || tried.status === 'unsupported') return result(tried.status, tried.reason);
  return tried.status === 'passed'
    ? result('failed', `passes, so its skip is stale: ${skip.reason}`)
    : result('skipped', skip.reason);
}

/** Secrets of the sample app: wherever a case leaves one readable, it fails (S3, S4). */
const CANARIES = [SAMPLE_USER.password, SIP_PASSWORD];

interface Try {
  readonly status: 'passed' | 'failed' | 'unsupported';
  readonly reason?: string;
}

async function tryCase(oneCase: Case, makeWorld: MakeWorld): Promise<Try> {
  let world: World | undefined;
  try {
    world = await makeWorld();
    const missing = lacking(oneCase.needs, world.capabilities);
    if (missing !== undefined) return { status: 'unsupported', reason: `needs ${missing}` };
    await oneCase.run(world);
    for (const { where, text } of await world.kept()) for (const secret of CANARIES) checkWithout(text, secret, where);
    return { status: 'passed' };
  } catch (failure) {
    return { status: 'failed', reason: failure instanceof Error ? failure.message : String(failure) };
  } finally {
    await world?.close();
  }
}

/** A skip for a case that does not exist hides nothing and helps nobody. */
export function unknownSkips(cases: readonly Case[], options: RunOptions): readonly CaseResult[] {
  return (options.skips ?? [])
    .filter((skip) => !cases.some(({ id }) => id === skip.id))
    .map(({ id }) => ({ id, title: 'skip', clauses: [], status: 'failed', reason: 'a skip names a case that does not exist' }));
}
