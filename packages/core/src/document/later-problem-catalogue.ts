/** Problems that only code can meet which is loaded after the start: an app that starts does not wait for their sentences (decision 0011). */
export const LATER_PROBLEMS = {
  // Asking again (R)
  'refresh.confirm-first': 'Update your settings now?',
  'refresh.too-soon': 'Your settings were updated just now.',
  'refresh.shrunk': 'Your provider sent settings that are not complete.',
  'refresh.quarantined': 'New settings did not work here.',
  'revision.older': 'The service sent settings that are out of date.',
  'revision.reused': 'The service gave an answer this app can\'t use.',
  'refresh.nothing': 'There is nothing to update.',
  // The user's own edits (M8, D9)
  'edit.locked': 'Your provider does not let you change this.',
  'edit.read-only': 'This can\'t be changed here.',
  'edit.hidden': 'This entry is not there any more.',
  'edit.unknown': 'There is no such setting.',
  'edit.invalid': 'This value can\'t be used.',
  'edit.in-clear': 'This value can\'t be saved.',
  'edit.signed-out': 'Please sign in first.',
  'edit.set-aside': 'A setting of yours did not fit any more.',
  // Reading a recorded run
  'trace.not-a-trace': 'This is no recording.',
  'trace.newer-version': 'This recording was saved by a newer version of this app.',
  'trace.damaged': 'This recording is damaged.',
} as const;

export type LaterProblemCode = keyof typeof LATER_PROBLEMS;
