import { defined } from '../document/defined.js';
import type { Settings } from '../machine/settings.js';
import { REQUEST_MS, RETRY_MS, RUN_MS } from '../policy/limits.js';
import type { ProvisionerOptions } from './provisioner.js';

/** What the machine has to know of an app's options, with their defaults. */
export function settingsOf({ app, portal, ports, allowInsecure, overlap, limits, trial }: ProvisionerOptions): Settings {
  return defined({
    app: { name: app.name, version: app.version, build: app.build ?? '', id: app.id ?? app.name },
    device: ports.host.facts,
    portal,
    insecure: allowInsecure ?? 'never',
    overlap: overlap ?? false,
    requestMs: limits?.requestMs ?? REQUEST_MS,
    retryMs: limits?.retryMs ?? RETRY_MS,
    runMs: limits?.runMs ?? RUN_MS,
    trial: trial && { alone: ports.store.scope === 'process', ...trial },
  });
}
