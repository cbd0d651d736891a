import type { Pairs, Value } from '../document/tree.js';
import { readService, type ServiceReading } from '../service/definition.js';
import type { ServicePrefix } from '../service/service.js';

/** A service of what is in use: one with a fault is absent, with a warning, and fails nothing (W2). */
export function optionalService(nodes: Pairs<Value>, prefix: ServicePrefix): ServiceReading {
  const read = readService(nodes, prefix, 'disable');
  return read.ok ? read.value : { service: undefined, warnings: [] };
}
