import type { Pairs } from '@firstring/core';
import { header } from '../portal/plain-answer.js';
import { mayHaveBody, travel, type Act } from '../portal/travel.js';
import { splitUrl } from '../world/split-url.js';
import type { VirtualSurroundings } from '../world/virtual-platform.js';
import type { WireRequest } from './follow-up.js';

/** What the native side hears of one request and its answer. */
export interface WireEvents {
  /** Gives whether the body is wanted; otherwise the exchange is over. */
  readonly head: (status: number, headers: Pairs<string>) => boolean;
  /** A piece of the body and, where the head promised one, its whole length. */
  readonly piece: (bytes: Uint8Array, length: number | undefined) => void;
  readonly whole: () => void;
  /** Something failed, and nobody will learn what. */
  readonly broken: () => void;
}

/** Sends one request into the virtual network; gives what cancels it. No event comes after the last one, or after a cancel. */
export function sendOverWire(around: VirtualSurroundings, isOnline: () => boolean, request: WireRequest, events: WireEvents): () => void {
  const { clock, server } = around;
  let sequence: number | undefined;
  let over = false;
  let cancelTimer = (): void => {};
  let length: number | undefined;
  let toTheEnd = false;
  let headed = false;
  let received = 0;

  const later = (delayMs: number, fire: () => void): void => {
    cancelTimer = clock.schedule(delayMs, fire);
  };
  const finish = (how: 'answered' | 'aborted'): void => {
    over = true;
    cancelTimer();
    if (sequence !== undefined) server.finish(sequence, how, clock.now());
  };
  const fail = (): void => {
    finish('aborted');
    events.broken();
  };
  const complete = (): void => {
    finish('answered');
    events.whole();
  };
  const act = (acts: readonly Act[]): void => {
    const [first, ...rest] = acts;
    if (over || first === undefined) return;
    switch (first.act) {
      case 'wait':
        later(first.ms, () => {
          act(rest);
        });
        return;
      case 'head': {
        const announced = header(first.headers, 'content-length');
        length = !mayHaveBody(first.status, request.method) ? 0 : announced === undefined ? undefined : Number(announced);
        toTheEnd = length === undefined && header(first.headers, 'transfer-encoding') !== 'chunked';
        headed = true;
        if (!events.head(first.status, first.headers)) finish('answered');
        else if (length === 0) complete();
        else act(rest);
        return;
      }
      case 'body': {
        const bytes = first.bytes.subarray(0, length === undefined ? first.bytes.length : length - received);
        received += bytes.length;
        events.piece(bytes, length);
        if (over) return; // the app has aborted
        if (received === length) complete();
        else act(rest);
        return;
      }
      case 'end':
        if (length === undefined) complete(); // else it waits for the rest
        return;
      case 'close':
        if (headed && toTheEnd) complete();
        else fail();
        return;
      case 'reset':
        fail();
        return;
      case 'hang':
        return;
    }
  };

  later(around.connectMs, () => {
    const url = splitUrl(request.url);
    const side = around.origins.find(([origin]) => origin === url?.origin)?.[1];
    if (!isOnline() || url === undefined || side === undefined || server.state().refusing.includes(side)) {
      fail(); // no network, an unknown name, a certificate nobody trusts, nobody listening: all the same from here
      return;
    }
    const { method, headers, body } = request;
    const asked = server.ask({ side, at: clock.now(), method, path: url.path, query: url.query, headers, body });
    sequence = asked.sequence;
    act(travel(asked.answer, method));
  });
  return () => {
    if (!over) finish('aborted');
  };
}
