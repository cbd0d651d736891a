export { createProvisioner } from './create-provisioner.js';
export { preload } from './load-run-code.js';
export { followDetected, followRedirect } from '../service/redirect.js';
export type * from './ports.js';
export type { EditResult, EditValue, Provisioner, ProvisionerOptions, ProvisionInput, RefreshInput, RefreshResult, RunResult, SignOutResult, TrialOptions } from './provisioner.js';
export type { RecordedStep, Recorder } from '../trace/recorded-step.js';
export type { RefreshView, Snapshot, StepView } from './snapshot.js';
export type { QuarantineView, TrialView } from '../machine/state.js';
export type { WaitingView } from '../machine/waiting.js';
