import type { Ports, ProvisionerOptions, Recorder } from '@firstring/core/driver';
import type { DeviceOptions } from './world.js';

/** The app of every scenario, unless it says otherwise. */
export function provisionerOptions(options: DeviceOptions, portal: string, ports: Ports, recorder: Recorder): ProvisionerOptions {
  return {
    app: options.app ?? { name: 'Acme Talk', version: '3.2.0' },
    portal: options.portal ?? portal,
    ports,
    recorder,
    allowInsecure: options.allowInsecure ?? 'loopback',
    ...(options.instance === undefined ? {} : { instance: options.instance }),
    ...(options.overlap === undefined ? {} : { overlap: options.overlap }),
    ...(options.trial === undefined ? {} : { trial: options.trial }),
    limits: { retryMs: 10, ...options.limits }, // tries of a first run follow each other fast (R6), so that real time stays short
  };
}
