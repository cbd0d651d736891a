import { problem } from '../../src/document/problem.js';
import type { State } from '../../src/machine/state.js';
import { contentOf } from './documents.js';
import { NOW, type Fact, type Instance, type Step } from './world.js';

const CONTENT = contentOf('extprov', 'B', () => 'stale');
const OFFLINE = problem('network.offline');
const TROUBLE = { reason: 'full', cause: 'ENOSPC' } as const;

/** Every answer there is, to a request that is not awaited. */
function answers(id: number): readonly Fact[] {
  return [
    { type: 'http.progressed', id, received: 5, total: 10 },
    { type: 'http.answered', id, status: 200, headers: [] },
    { type: 'http.answered', id, status: 410, headers: [], key: 'extprov https://prov.example/again' },
    { type: 'http.failed', id, reason: 'reset', cause: '', origin: '', sent: true },
    { type: 'http.refused', id, problem: OFFLINE },
    { type: 'request.warned', id, warnings: [{ code: 'template.unknown', node: 'x' }] },
    { type: 'document.read', id, content: CONTENT, digest: 'd' },
    { type: 'document.unchanged', id },
    { type: 'document.refused', id, problem: OFFLINE },
    { type: 'account.filled', id, nodes: [] },
    { type: 'account.refused', id, problem: OFFLINE },
  ];
}

/** What a store says that was not asked. */
function saidByStore({ state, pending }: Instance): readonly Fact[] {
  const asked = pending.some(({ kind }) => kind === 'commit' || kind === 'forget');
  const numbers: readonly Fact[] = [{ type: 'store.committed', number: -100 }];
  if (asked || state.tag === 'starting') return numbers;
  return [...numbers, { type: 'store.committed', number: state.stored ?? 0 }, { type: 'store.conflicted' }, { type: 'store.refused', trouble: TROUBLE }, { type: 'store.forgotten' }, { type: 'secrets.opened' }];
}

/** INV-6: late and duplicate answers; which of them changes something, where one does. */
export function staleCounts(instance: Instance, step: Step): string | undefined {
  const { state } = instance;
  const awaited = awaitedBy(state);
  const late = [state.nextId - 1, state.nextId - 2, state.nextId - 3, state.nextId].filter((id) => !awaited.includes(id));
  const facts = [...late.flatMap(answers), ...saidByStore(instance)];
  for (const fact of facts) {
    const [to, commands] = step(state, { ...fact, at: NOW });
    if (to !== state || commands.length > 0) return `${fact.type}${'id' in fact ? ` for request ${fact.id}` : ''}, which nobody awaits, changes ${to === state ? 'nothing, and asks for something' : 'the state'}`;
  }
  return undefined;
}

function awaitedBy(state: State): readonly (number | undefined)[] {
  if (state.tag !== 'running') return [];
  const { steps, filling } = state.run;
  return [...Object.values(steps).map(({ request, status }) => (status === 'running' ? request : undefined)), filling];
}
