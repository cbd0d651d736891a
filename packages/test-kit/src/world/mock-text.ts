import type { MockState } from '../portal/mock-state.js';
import { latin1 } from '../text/utf8.js';

/** What a test may change of a mock that stands in another process; the log stays where requests arrive. */
export type MockPlan = Omit<MockState, 'log' | 'sequence'>;

/** The state of a mock as JSON; bytes of planned bodies survive. */
export function mockToText(state: MockState | MockPlan): string {
  return JSON.stringify(state, (_name, value: unknown) => (value instanceof Uint8Array ? { [BYTES]: latin1(value) } : value));
}

export function mockFromText(text: string): MockState {
  return JSON.parse(text, (_name, value: unknown) => {
    const bytes = typeof value === 'object' && value !== null && BYTES in value ? value[BYTES] : undefined;
    return typeof bytes === 'string' ? Uint8Array.from(bytes, (character) => character.charCodeAt(0)) : value;
  }) as MockState;
}

const BYTES = '$bytes';
