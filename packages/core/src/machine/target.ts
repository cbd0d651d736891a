import type { Asked } from '../document/tree.js';
import type { Target } from './command.js';
import { scopeOf } from './scope.js';
import type { Running } from './state.js';

/** Where a document is asked for; `undefined` where its service is not configured (F4). */
export function targetOf(state: Running, document: Asked): Target | undefined {
  const { parameters, services } = state.run;
  if (document === 'provisioning' || document === 'theme') return { to: 'portal', document, cloudId: parameters.cloudId }; // F2
  const service = document === 'extprov' ? services?.account : document === 'global_extprov' ? services?.global : services?.dialActions;
  return service && { to: 'provider', document, service, scope: scopeOf(state, document) };
}
