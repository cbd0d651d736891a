import { answerHttp, born, commit, loaded, submit } from './moves.js';
import type { Asked } from '../../src/document/tree.js';
import { firstAnswer, type Answer } from './answers.js';
import { settingsFor } from './installation.js';
import type { Bounds } from './bounds.js';
import { acting, at, type Acting } from './carry-out.js';
import type { Step, World } from './world.js';

/** Where a search begins. Signed in: what a fresh installation comes to with good servers, so that the bounds are spent on what follows. */
export function startOf(bounds: Bounds, step: Step): World {
  const { from, instances } = bounds;
  const settings = settingsFor(bounds);
  const processes = Array.from({ length: instances }, () => born(settings));
  const fresh: World = { instances: processes, store: { generations: [], history: [] }, spent: {}, references: 0 };
  if (from === 'fresh') return fresh;
  const same = (document: Asked): Answer => firstAnswer(document, bounds);
  let world = signIn(fresh, step, same);
  if (from === 'on trial') world = onTrial(world, step, same);
  if (instances === 2) world = { ...world, instances: [...world.instances.slice(0, 1), born(settings)] };
  return world;
}

type AnswerOf = (document: Asked) => Answer;

function signIn(fresh: World, step: Step, same: AnswerOf): World {
  const doing = acting(step);
  return answered(submit(loaded(fresh, 0, doing), 0, doing, 'value-alice'), doing, same);
}

/** What the app confirmed, and over it another answer of the portal and of the provider, nothing of which is known to work. */
function onTrial(signedIn: World, step: Step, same: AnswerOf): World {
  const doing = acting(step);
  const confirmed = answered(doing.tell(signedIn, 0, { type: 'trial.judged', works: true }), doing, same);
  const refreshing = doing.tell(confirmed, 0, { type: 'refresh.requested', by: 'person' });
  return answered(refreshing, doing, (document) => (document === 'provisioning' || document === 'extprov' ? { kind: 'document', variant: 'B' } : same(document)));
}

function answered(start: World, doing: Acting, answerOf: AnswerOf): World {
  let world = start;
  for (let pending = at(world, 0).pending[0]; pending !== undefined; pending = at(world, 0).pending[0]) {
    if (pending.kind === 'http') world = answerHttp(world, 0, pending, answerOf(pending.document), doing);
    else if (pending.kind === 'commit') world = commit(world, 0, pending, doing);
    else return world;
  }
  return world;
}
