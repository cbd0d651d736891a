import { deadline } from '../../src/machine/deadline.js';
import { acting, answeredBy, at, type Acting } from './carry-out.js';
import { goodAnswer } from './answers.js';
import { after } from './clock.js';
import { answerHttp, commit, forgotten, loaded, opened, submit } from './moves.js';
import { NOW, type Instance, type Step, type World } from './world.js';

/** Far more events than any good end takes. */
const MOST = 80;

/** INV-5: good servers, a store that works, and the input that is asked for; what goes wrong all the same, where something does. */
export function deadEnd(world: World, step: Step): string | undefined {
  const doing = acting(step);
  for (const index of world.instances.keys()) {
    const free = world.instances.reduce((next, _, each) => doing.tell(next, each, { type: 'hold.changed', held: false }), world); // R8
    const rested = settled(free, doing);
    if (rested === undefined) return 'it never comes to rest';
    let signedIn = settled(submit(rested, index, doing, 'value-alice'), doing);
    if (signedIn !== undefined && conflicted(at(signedIn, index))) signedIn = settled(doing.tell(signedIn, index, { type: 'retry.requested' }), doing);
    if (signedIn === undefined) return 'a sign-in never comes to rest';
    const { state } = at(signedIn, index);
    if (state.tag !== 'ready') return `a sign-in ends in ${state.tag}`;
    if (state.generation.profile?.identity.cloudId.canonical !== 'ACME') return 'a sign-in leaves another identity in use';
    if (state.secretsLost === true) return 'a sign-in leaves the secrets lost';
    const fresh = settled(doing.tell(signedIn, index, { type: 'refresh.requested', by: 'person' }), doing);
    const result = fresh && at(fresh, index).state.refreshed?.result;
    if (result !== 'changed' && result !== 'unchanged') return `a refresh after it ends as ${result ?? 'nothing'}`;
  }
  return undefined;
}

/** Another process saved meanwhile, and the person is asked to try again (S6). */
function conflicted({ state }: Instance): boolean {
  return 'failure' in state && state.failure?.problem.code === 'storage.conflict';
}

/** Everything that is awaited comes, and comes well; `undefined` where that never ends. */
function settled(world: World, doing: Acting): World | undefined {
  let next = world;
  for (let turn = 0; turn < MOST; turn += 1) {
    const index = next.instances.findIndex(({ state, pending }) => pending.length > 0 || (state.tag === 'running' && deadline(state) !== undefined));
    if (index < 0) return next;
    next = answeredWell(next, index, doing);
  }
  return undefined;
}

function answeredWell(world: World, index: number, doing: Acting): World {
  const [one] = at(world, index).pending;
  switch (one?.kind) {
    case 'http':
      return answerHttp(world, index, one, goodAnswer(one.document), doing);
    case 'load':
      return loaded(world, index, doing);
    case 'open':
      return opened(world, index, one.sealed, doing);
    case 'commit':
      return commit(world, index, one, doing);
    case 'forget':
      return doing.tell(forgotten(answeredBy(world, index, (pending) => pending === one)), index, { type: 'store.forgotten' });
    case undefined: {
      const ms = Math.max(0, (deadline(at(world, index).state) ?? NOW) - NOW); // it waits before it asks again (R6)
      return doing.tell(after(world, ms), index, { type: 'clock.reached' });
    }
  }
}
