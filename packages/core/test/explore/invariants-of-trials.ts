import { lookUp, DOCUMENTS } from '../../src/document/tree.js';
import { same } from '../../src/document/same.js';
import { mergeSection } from '../../src/merge/merge.js';
import { inUse } from '../../src/machine/resting.js';
import { rolledBack } from '../../src/machine/roll-back.js';
import type { Fallback, Generation, SavedProfile } from '../../src/store/generation.js';
import { at } from './carry-out.js';
import { digestOf } from './documents.js';
import { marksOf } from './marks.js';
import { NOW, type Seen } from './world.js';

const DAY_MS = 86_400_000;
const FAILED_STARTS = 2;

/** INV-16: two starts failed, as the world counted them. */
export function failedInUse({ to, after }: Seen): string | undefined {
  const { failed } = after.store;
  if (to.tag !== 'ready' || to.blocked !== undefined || to.secretsLost === true) return undefined;
  const trial = to.generation.profile?.trial;
  return trial?.fallback !== undefined && failed?.of === trial.of && failed.starts >= FAILED_STARTS ? `what failed in ${failed.starts} starts is in use` : undefined;
}

/** INV-16, while it lasts. */
export function quarantinedInUse({ from, to }: Seen): string | undefined {
  const generation = inUse(to);
  if (generation === undefined || generation === inUse(from)) return undefined;
  const { quarantine } = generation.profile ?? {};
  if (quarantine === undefined || quarantine.since > NOW || quarantine.since + DAY_MS <= NOW) return undefined;
  const marks = marksOf(generation);
  const found = quarantine.documents.find(({ document, digest }) => digestOf(document, marks[document] ?? '') === digest);
  return found && `${found.document} is in quarantine, and in use`;
}

/** INV-16, of what is decided: it is confirmed only by the app's word; else what was there before comes back, and what failed is in quarantine. */
export function decidedWrongly({ from, to, after, instance }: Seen): string | undefined {
  const decided = decision({ from, to });
  if (decided === undefined) return undefined;
  const { failed, verdict } = decided;
  const [was, is] = [marksOf(failed), marksOf(verdict)];
  if (same(was, is)) return at(after, instance).witness.start?.works === true ? undefined : 'it is confirmed, and the app did not say so';
  const { fallback } = failed.profile?.trial ?? {};
  const wanted = fallback && marksOf(asGeneration(failed, fallback));
  if (!same(wanted, is)) return 'something else comes back than what was known to work';
  const quarantine = verdict.profile?.quarantine?.documents ?? [];
  const free = DOCUMENTS.find((name) => was[name] !== undefined && was[name] !== is[name] && !quarantine.some(({ document, digest }) => document === name && digest === digestOf(name, was[name] ?? '')));
  return free && `${free} failed, and is not in quarantine`;
}

/** INV-16: the state says that something came back only where something did. */
export function saidWrongly({ from, to }: Seen): string | undefined {
  const says = to.refreshed !== from.refreshed && to.refreshed?.result === 'failed' && to.refreshed.problem?.code === 'refresh.quarantined';
  return says && inUse(to)?.profile?.quarantine === undefined ? 'the state says that something was put back, and nothing was' : undefined;
}

/** INV-17. */
export function olderCredentials({ from, to }: Seen): string | undefined {
  const decided = decision({ from, to });
  if (decided === undefined) return undefined;
  const [was, is] = [decided.failed, decided.verdict].map(({ profile }) => profile && lookUp(mergeSection(profile.layers, 'account'), 'password'));
  return same(was, is) ? undefined : 'the credentials that come back are not the newest';
}

/** INV-14. */
export function editNotPutBack({ from, to }: Seen): string | undefined {
  const decided = decision({ from, to });
  const [was, is] = [decided?.failed, decided?.verdict].map((one) => one?.profile?.layers.user.account.map(({ name, value }) => [name, value]));
  return same(was, is) ? undefined : 'an edit of the user is gone from what came back';
}

function decision({ from, to }: Pick<Seen, 'from' | 'to'>): { readonly failed: Generation; readonly verdict: Generation } | undefined {
  if (to.tag !== 'starting' || to.verdict === undefined || to.restored === undefined) return undefined;
  return from.tag === 'starting' && from.verdict !== undefined ? undefined : { failed: to.restored, verdict: to.verdict };
}

function asGeneration(of: Generation, fallback: Fallback): Generation {
  return { ...of, profile: { ...(of.profile as SavedProfile), ...fallback } };
}

/** INV-2, its exception: what came back from a trial, where the store refused to save it. All of it lies in the generation that was committed. */
export function isPutBackFromMemory(saved: Generation, launched: Generation): boolean {
  const { profile } = saved;
  if (profile?.trial?.fallback === undefined || launched.profile === undefined) return false;
  const { quarantine: _own, ...wanted } = rolledBack(profile, profile.trial.fallback, {}, NOW);
  const { quarantine, ...is } = launched.profile;
  return quarantine !== undefined && same(wanted, is) && saved.installId === launched.installId;
}
