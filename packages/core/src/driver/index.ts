export * from './create-provisioner.js';
export type * from './ports.js';
export type { Snapshot, StepView } from './snapshot.js';
