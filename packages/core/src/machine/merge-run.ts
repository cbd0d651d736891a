import { builtInDefaults } from '../document/built-in-defaults.js';
import type { IncomingDocument } from '../document/mergeable.js';
import { applyDocument } from '../merge/apply-document.js';
import { emptyLayers, type Layers } from '../merge/layer.js';
import { withoutDocument } from '../merge/without-document.js';
import { quarantineAt } from './quarantined.js';
import type { Arrived, Run } from './run.js';
import { samePerson } from './same-person.js';
import type { Running } from './state.js';

/** The layers after this run: what it brought, on what was there. */
export function layersAfter(state: Running, portal: Arrived<IncomingDocument> | undefined, at: number): Layers {
  const { run, before } = state;
  const base = run.refresh !== undefined && before?.profile !== undefined ? before.profile.layers : baseLayers(state);
  const mayHaveFailed = quarantineAt(state, at) !== undefined; // R10: new defaults too
  return mergeAll(mayHaveFailed ? base : withDefaults(base, at), portal, run);
}

/**
 * The same person signing in to the same cloud ID again builds on what is there: the account layer stays until sign-out
 * (M4), and so do the user's own edits. Anybody else starts from the defaults.
 */
function baseLayers(state: Running): Layers {
  const saved = state.before?.profile;
  // Entries whose secrets are gone would be kept for ever.
  const same = saved !== undefined && state.secretsLost !== true && samePerson(saved.identity, state.run.parameters);
  return same ? saved.layers : emptyLayers();
}

/** Those of this version of the client. Nearly always they are there already, and where nothing arrived nothing is merged (R5). */
function withDefaults(base: Layers, at: number): Layers {
  const defaults = builtInDefaults();
  const { account } = base.defaults;
  const known = account.length === defaults.account?.length && defaults.account.every(({ name, value }, index) => account[index]?.name === name && account[index]?.value === value);
  return known ? base : applyDocument(base, 'defaults', defaults, { document: 'built-in', revision: 'built-in', at });
}

function mergeAll(base: Layers, provisioning: Arrived<IncomingDocument> | undefined, run: Run): Layers {
  // A service that is no longer configured takes with it what it brought to its layer (M4).
  const gone = [...(run.services?.global === undefined ? ['global_extprov' as const] : []), ...(run.services?.dialActions === undefined ? ['dialActionWs' as const] : [])];
  let layers = gone.reduce((kept, document) => withoutDocument(kept, 'global', document), base);
  for (const [document, channel] of [['provisioning', 'portal'], ['global_extprov', 'global'], ['dialActionWs', 'global'], ['extprov', 'account']] as const) {
    const arrived = document === 'provisioning' ? provisioning : run.collected[document];
    if (arrived === undefined) continue;
    layers = applyDocument(layers, channel, arrived.content, { document, revision: arrived.revision, at: arrived.at });
  }
  return layers;
}
