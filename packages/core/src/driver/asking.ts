import { defined } from '../document/defined.js';
import { refuseLater } from '../document/later-problem.js';
import { refuse } from '../document/problem.js';
import type { Keep } from '../document/secret-nodes.js';
import type { Pairs, Value } from '../document/tree.js';
import type { State } from '../machine/state.js';
import type { ItemEdit } from '../merge/edit.js';
import { parseItemPath } from '../merge/item-path.js';
import { parsePath } from '../merge/path.js';
import type { Profile } from '../merge/profile.js';
import { sealEdit } from '../merge/seal-edit.js';
import type { EditResult, EditValue, RefreshInput, RefreshResult } from './provisioner.js';
import type { Happening } from './world.js';

/** The provisioner, as what is loaded later sees it. */
export interface Driver {
  readonly keep: Keep;
  readonly tell: (happening: Happening) => void;
  readonly state: () => State;
  /** The one that is shown. */
  readonly profile: () => Profile | undefined;
  /** Settles as soon as `look` sees an answer in the state; `run.cancelled` when everything is disposed of before. */
  readonly when: <T>(look: () => T | undefined) => Promise<T | Refused>;
}

type Refused = ReturnType<typeof refuse>;

/** Asks whether something changed, or joins who does, and waits for the end. */
export async function askRefresh({ tell, state, profile, when }: Driver, { only, resetCache, byLink }: RefreshInput): Promise<RefreshResult> {
  await when(() => state().tag !== 'editing' || undefined);
  if (state().tag !== 'ready' && refreshUnderWay(state()) === undefined) return refuseLater('refresh.nothing');
  tell(defined({ type: 'refresh.requested', by: byLink === true ? 'link' : 'person', only, resetCache: resetCache === true || undefined })); // joins, but for a quiet one (R14)
  const run = refreshUnderWay(state()) ?? state().refreshed?.run;
  return when<RefreshResult>(() => {
    if (refreshUnderWay(state()) === run || state().tag === 'starting') return undefined;
    const end = state().refreshed;
    const shown = profile();
    if (end === undefined || end.run !== run) return refuse('run.replaced');
    if (end.result === 'cancelled') return refuse('run.cancelled');
    if (end.result === 'failed' && end.problem !== undefined) return { ok: false, problem: end.problem };
    return shown === undefined ? refuse('run.replaced') : { ok: true, changed: end.result !== 'unchanged', profile: shown, ...(end.result === 'held' && { held: true as const }) };
  });
}

function refreshUnderWay(state: State): number | undefined {
  return (state.tag === 'running' || state.tag === 'saving') && state.run.refresh !== undefined ? state.run.id : undefined;
}

/** Asks for an edit, or without a value for taking one back, and waits for what becomes of it. */
export function askEdit({ keep, tell, state, profile, when }: Driver, path: string, value: EditValue | undefined): Promise<EditResult> {
  const id = state().nextId;
  tell(value === undefined ? { type: 'edit.reverted', path } : { type: 'edit.requested', path, value: sealed(path, value, keep) });
  return when<EditResult>(() => {
    const { edits = [], edited = [] } = state();
    if (edits.some((one) => one.id === id)) return undefined;
    const end = edited.find((one) => one.id === id);
    const shown = profile();
    if (end?.problem !== undefined) return { ok: false, problem: end.problem };
    return end === undefined || shown === undefined ? refuseLater('edit.signed-out') : { ok: true, changed: end.changed, profile: shown };
  });
}

/** What is secret at its place goes to the vault before it gets anywhere (S3). A path that is none takes no value along. */
function sealed(path: string, value: EditValue, keep: Keep): Value | ItemEdit {
  if (typeof value === 'object' && 'remove' in value) return { remove: true };
  if (typeof value === 'object' && 'item' in value) {
    const section = parseItemPath(path)?.section;
    const item: Pairs<Value> = section === undefined ? [] : value.item.map(([name, child]) => [name, sealEdit({ section, name }, child, keep)]);
    return { item };
  }
  const leaf = parsePath(path);
  return leaf === undefined ? '' : sealEdit(leaf, value, keep);
}
