import { atRest } from './at-rest.js';
import { onEditing } from './on/editing.js';
import { onRunning } from './on/running.js';
import { onSaving } from './on/saving.js';
import { onUnsaved } from './on/unsaved.js';
import { refresh } from './refresh.js';
import { onTrial } from './trial.js';
import type { RunRules } from './run-rules.js';

export const ALL_RUN_RULES: RunRules = {
  onRunning,
  onSaving,
  onUnsaved,
  onEditing,
  atRest: (before, moved, event) => atRest(before, onTrial(before, event, moved), event),
  refresh,
};
