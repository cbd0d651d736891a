import { answerHttp, born, commit, loaded, submit } from './moves.js';
import { FIRST_ANSWER } from './answers.js';
import type { Bounds } from './bounds.js';
import { acting, at } from './carry-out.js';
import type { Step, World } from './world.js';

/** Where a search begins. Signed in: what a fresh installation comes to with good servers, so that the bounds are spent on what follows. */
export function startOf({ from, instances }: Bounds, step: Step): World {
  const processes = Array.from({ length: instances }, born);
  const fresh: World = { instances: processes, store: { generations: [], history: [] }, spent: {}, references: 0 };
  if (from === 'fresh') return fresh;
  let world = signIn(fresh, step);
  if (instances === 2) world = { ...world, instances: [...world.instances.slice(0, 1), born()] };
  return world;
}

function signIn(fresh: World, step: Step): World {
  const doing = acting(step);
  let world = submit(loaded(fresh, 0, doing), 0, doing, 'value-alice');
  for (let pending = at(world, 0).pending[0]; pending !== undefined; pending = at(world, 0).pending[0]) {
    if (pending.kind === 'http') world = answerHttp(world, 0, pending, FIRST_ANSWER, doing);
    else if (pending.kind === 'commit') world = commit(world, 0, pending, doing);
    else return world;
  }
  return world;
}
