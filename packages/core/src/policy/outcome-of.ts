import type { Problem } from '../document/problem.js';
import type { Pairs } from '../document/tree.js';
import type { OutcomeId } from './outcome.js';

/** Which row a problem of asking, reading, building or saving belongs to; the first start that fits. */
const ROW_OF_CODE: Pairs<OutcomeId> = [
  ['answer.web-page', 'O7'],
  ['answer.not-a-document', 'O8'],
  ['xml.wrong-root', 'O8'],
  ['answer.', 'O9'],
  ['xml.', 'O9'],
  ['account.', 'O10'],
  ['theme.', 'O10'],
  ['redirect.', 'O11'],
  ['revision.', 'O14'],
  ['storage.', 'O13'],
  ['network.timeout', 'O4'],
  ['network.', 'O3'],
];

/** `undefined` where the problem is not about an answer, such as missing input. */
export function outcomeOf(problem: Problem): OutcomeId | undefined {
  return ROW_OF_CODE.find(([start]) => problem.code.startsWith(start))?.[1];
}
