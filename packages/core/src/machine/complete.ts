import { defined } from '../document/defined.js';
import { problem } from '../document/problem.js';
import type { IncomingDocument } from '../document/mergeable.js';
import type { Pairs } from '../document/tree.js';
import { validateAccount } from '../document/validate-account.js';
import { applyDocument } from '../merge/apply-document.js';
import { merge } from '../merge/merge.js';
import { emptyLayers, withoutLayer, type Layers } from '../merge/layer.js';
import type { Generation, SavedDocument } from '../store/generation.js';
import { builtInDefaults } from '../document/built-in-defaults.js';
import { fail } from './fail.js';
import { DOCUMENTS } from './progress.js';
import { always } from './resting.js';
import type { Arrived, Run } from './run.js';
import { scopeOf } from './scope.js';
import type { Running, Saving } from './state.js';
import type { Transition } from './transition.js';

/** Every step is done or skipped: merge, validate, save (F6). */
export function complete(state: Running, at: number): Transition {
  const { run } = state;
  const { provisioning, theme } = run.collected;
  if (provisioning === undefined || theme === undefined || run.filling !== undefined) return [state, []];

  const withoutService = run.services?.account === undefined;
  if (withoutService && run.filled === undefined) return fillAccount(state, provisioning.content, at); // D5a

  const portal = run.filled === undefined ? provisioning : { ...provisioning, content: { ...provisioning.content, account: run.filled } };
  const layers = mergeAll(baseLayers(state), portal, run);
  const faults = validateAccount(merge(layers).account); // D9
  const where = withoutService ? 'provisioning' : 'extprov';
  if (faults.length > 0) return fail(state, problem('account.invalid', { document: where, faults }), at, where);

  const { parameters } = run;
  const next: Generation = {
    number: (state.stored ?? 0) + 1,
    savedAt: at,
    installId: state.installId,
    profile: defined({
      identity: defined({ cloudId: parameters.cloudId, username: parameters.username }),
      password: parameters.oneTime ? undefined : parameters.password, // R2a
      layers,
      theme: theme.content,
      documents: savedDocuments(run),
    }),
  };
  const saving: Saving = defined({
    ...always(state),
    tag: 'saving',
    run: { ...run, progress: Math.max(run.progress, 0.95) },
    next,
    before: state.before,
  });
  return [saving, [{ type: 'store.commit', generation: next, expected: state.stored }]];
}

/** Placeholders may hold secrets, which only the driver can open: it fills them and answers `account.filled`. */
function fillAccount(state: Running, provisioning: IncomingDocument, at: number): Transition {
  const nodes = provisioning.account ?? [];
  const { parameters } = state.run;
  const sets = (name: string): boolean => nodes.some((node) => node.name === name);
  const missing = (['username', 'password'] as const).find((name) => parameters[name] === undefined && !sets(name));
  if (missing !== undefined) return fail(state, problem('input.credentials-missing', { node: missing }), at); // I1

  const id = state.nextId;
  const scope = scopeOf(state.settings, state.installId, parameters);
  return [{ ...state, nextId: id + 1, run: { ...state.run, filling: id } }, [{ type: 'account.fill', id, nodes, scope }]];
}

/**
 * The same person signing in to the same cloud ID again builds on what is there: the account layer stays until sign-out
 * (M4), and so do the user's own edits. Anybody else starts from the defaults.
 */
function baseLayers(state: Running): Layers {
  const saved = state.before?.profile;
  const { cloudId, username } = state.run.parameters;
  const same =
    saved !== undefined &&
    state.secretsLost !== true && // entries whose secrets are gone would be kept for ever
    saved.identity.cloudId.canonical === cloudId.canonical &&
    saved.identity.cloudId.version === cloudId.version &&
    saved.identity.username === username;
  return same ? saved.layers : emptyLayers();
}

function mergeAll(base: Layers, provisioning: Arrived<IncomingDocument>, run: Run): Layers {
  const defaults = { revision: 'built-in', at: provisioning.at };
  // A service that is no longer configured takes its layer with it (M4).
  const kept = run.services?.global === undefined ? withoutLayer(base, 'global') : base;
  let layers = applyDocument(kept, 'defaults', builtInDefaults(), { document: 'built-in', ...defaults });
  for (const [document, channel] of [['provisioning', 'portal'], ['global_extprov', 'global'], ['extprov', 'account']] as const) {
    const arrived = document === 'provisioning' ? provisioning : run.collected[document];
    if (arrived === undefined) continue;
    layers = applyDocument(layers, channel, arrived.content, { document, revision: arrived.revision, at: arrived.at });
  }
  return layers;
}

function savedDocuments({ collected }: Run): Pairs<SavedDocument> {
  return DOCUMENTS.flatMap((name) => {
    const arrived = collected[name];
    if (arrived === undefined) return [];
    const { content: _merged, ...saved } = arrived;
    return [[name, saved] as const];
  });
}
