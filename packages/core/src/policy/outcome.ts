/** Rows of the outcome table in `docs/spec.md` (O). */
export type OutcomeId =
  | 'O1' | 'O2' | 'O3' | 'O4' | 'O5' | 'O5p' | 'O6' | 'O7' | 'O8' | 'O9'
  | 'O10' | 'O11' | 'O12' | 'O13' | 'O14' | 'O15' | 'O16' | 'O17' | 'O18';

/** What happens on a first run. `again`: the portal's documents are asked for again by themselves before the person is asked (R6). */
export type OnFirstRun = 'go-on' | 'ask' | 'again' | 'never';

/** What happens on a refresh. `keep`: the last good profile stays. `attention`: the same, and somebody should look at it. */
export type OnRefresh = 'commit' | 'unchanged' | 'keep' | 'attention' | 'sign-out';

/** When a refresh that failed is tried again (R6): `regular` means not before its next regular time. */
export type Curve = 'fast' | 'slow' | 'regular';

export type OutcomeRow = readonly [id: OutcomeId, firstRun: OnFirstRun, refresh: OnRefresh, curve: Curve];

/** The outcome table (O): what an answer does, on a first run and on a refresh. */
export const OUTCOMES: readonly OutcomeRow[] = [
  ['O1', 'go-on', 'commit', 'regular'],
  ['O2', 'ask', 'unchanged', 'slow'],
  ['O3', 'again', 'keep', 'fast'],
  ['O4', 'again', 'keep', 'fast'],
  ['O5', 'ask', 'attention', 'slow'],
  ['O5p', 'ask', 'attention', 'slow'],
  ['O6', 'again', 'keep', 'fast'],
  ['O7', 'ask', 'keep', 'slow'],
  ['O8', 'ask', 'keep', 'slow'],
  ['O9', 'ask', 'keep', 'slow'],
  ['O10', 'ask', 'attention', 'slow'],
  ['O11', 'ask', 'keep', 'slow'],
  ['O12', 'ask', 'keep', 'slow'],
  ['O13', 'ask', 'attention', 'slow'],
  ['O14', 'ask', 'attention', 'slow'],
  ['O15', 'ask', 'attention', 'slow'],
  ['O16', 'ask', 'sign-out', 'regular'],
  ['O17', 'ask', 'attention', 'slow'],
  ['O18', 'never', 'keep', 'fast'],
];

/** Statuses of the provider after which the password is not offered again (O5), and with which a refresh waits (R6). */
export const PASSWORD_REFUSED: readonly number[] = [401, 403, 410];

/** The row of an outcome; what has none is kept, as if the app had been closed (O18). */
export function rowOf(id: OutcomeId | undefined): OutcomeRow {
  return OUTCOMES.find(([one]) => one === id) ?? ['O18', 'ask', 'keep', 'slow'];
}

/** R6: which curve a refresh that failed follows. */
export function curveOf(id: OutcomeId | undefined, status: number | undefined): Curve {
  return id === 'O5' && status !== undefined && PASSWORD_REFUSED.includes(status) ? 'regular' : rowOf(id)[3];
}
