import { handle } from '../portal/handle.js';
import { ended, type MockState, type RequestEnd } from '../portal/mock-state.js';
import type { MockAnswer, MockRequest } from '../portal/exchange.js';
import type { MockServer } from './world.js';

/** Holds the state that the pure handler passes from request to request. */
export interface MockHolder extends MockServer {
  /** Gives the answer and the number under which the request was logged. */
  ask(request: MockRequest): { readonly sequence: number; readonly answer: MockAnswer };
  finish(sequence: number, how: RequestEnd['how'], at: number): void;
}

/** `follow` is told every state that a test puts in place. */
export function holdMock(start: MockState, follow: (state: MockState) => Promise<void> | void = () => {}): MockHolder {
  let state = start;
  return {
    state: () => state,
    change: async (change) => {
      state = change(state);
      await follow(state);
    },
    requests: () => state.log,
    clear: () => {
      state = { ...state, log: [] };
    },
    ask: (request) => {
      const [next, answer] = handle(state, request);
      state = next;
      return { sequence: next.sequence, answer };
    },
    finish: (sequence, how, at) => {
      state = ended(state, sequence, how, at);
    },
  };
}
