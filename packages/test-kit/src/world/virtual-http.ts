import { followRedirect, type HttpAnswer, type HttpFailureReason, type HttpOutcome, type HttpPort } from '@firstring/core/driver';
import type { HttpRequest, Pairs } from '@firstring/core';
import { header } from '../portal/plain-answer.js';
import { mayHaveBody, travel, type Act } from '../portal/travel.js';
import type { Side } from '../portal/exchange.js';
import { joined } from '../text/utf8.js';
import type { MockHolder } from './mock-holder.js';
import { splitUrl } from './split-url.js';
import type { VirtualClock } from './virtual-clock.js';
import type { VirtualWork } from './virtual-work.js';

export interface VirtualNetwork {
  readonly clock: VirtualClock;
  readonly work: VirtualWork;
  readonly server: MockHolder;
  /** Which server stands at which origin; any other name does not resolve. */
  readonly origins: readonly (readonly [origin: string, side: Side])[];
  /** Origins whose certificate no device trusts. */
  readonly untrusted?: readonly string[];
  /** From `send` to the arrival at the server, in ms. */
  readonly connectMs: number;
  online(): boolean;
}

/** An http port over the pure handler: the same faults as on a wire, in virtual time. */
export function createVirtualHttp(network: VirtualNetwork): HttpPort {
  const { clock, work, server } = network;
  return {
    redirects: 'controlled',
    redirectRule: followRedirect,
    bodyCap: 'streamed',
    failures: 'told',
    resends: false,
    send: (request, limits, onProgress = () => {}) => {
      const finishWork = work.begin();
      const cancels: (() => void)[] = [];
      let sequence: number | undefined;
      let settled = false;
      let settle: (outcome: HttpOutcome) => void = () => {};
      const outcome = new Promise<HttpOutcome>((resolve) => {
        settle = resolve;
      });
      const later = (delayMs: number, fire: () => void): void => {
        cancels.push(clock.schedule(delayMs, () => {
          if (!settled) fire();
        }));
      };
      const finish = (result: HttpOutcome): void => {
        if (settled) return;
        settled = true;
        cancels.forEach((cancel) => {
          cancel();
        });
        if (sequence !== undefined) server.finish(sequence, 'aborted', clock.now());
        finishWork();
        settle(result);
      };
      const fail = (reason: HttpFailureReason, cause: string): void => {
        finish({ ok: false, failure: { reason, cause, sent: sequence !== undefined } });
      };
      const answerWith = (acts: readonly Act[]): void => {
        const [act, ...rest] = acts;
        if (act === undefined) return;
        const next = (): void => {
          answerWith(rest);
        };
        switch (act.act) {
          case 'wait':
            later(act.ms, next);
            return;
          case 'head': {
            // A wire carries names as they are written.
            const head = { ...act, headers: lowerCase(act.headers) };
            if (refusesEncoding(head)) {
              fail('encoding', 'EENCODING');
              return;
            }
            receiving = beginAnswer(request, head);
            if (isWhole(receiving)) complete(receiving);
            else next();
            return;
          }
          case 'body': {
            if (receiving === undefined) return;
            const missing = receiving.length === undefined ? act.bytes.length : receiving.length - receiving.received;
            const bytes = act.bytes.subarray(0, missing);
            receiving = { ...receiving, received: receiving.received + bytes.length, pieces: [...receiving.pieces, bytes] };
            if (receiving.received > limits.maxBytes) {
              fail('too-large', 'EMAXBYTES');
              return;
            }
            onProgress(receiving.received, receiving.length);
            if (isWhole(receiving)) complete(receiving);
            else next();
            return;
          }
          case 'end':
            if (receiving !== undefined && (receiving.length === undefined || isWhole(receiving))) complete(receiving);
            return;
          case 'close':
            if (receiving?.ends === 'close') complete(receiving);
            else fail(receiving === undefined ? 'reset' : 'cut-off', 'ECONNRESET');
            return;
          case 'reset':
            fail('reset', 'ECONNRESET');
            return;
          case 'hang':
            return;
        }
      };
      let receiving: Receiving | undefined;
      const complete = (got: Receiving): void => {
        if (sequence !== undefined) server.finish(sequence, 'answered', clock.now());
        finish({ ok: true, answer: { ...got.answer, body: joined(got.pieces) } });
      };
      const arrive = (side: Side, path: string, query: string): void => {
        if (server.state().refusing.includes(side)) {
          fail('refused', 'ECONNREFUSED');
          return;
        }
        const asked = server.ask({ side, at: clock.now(), method: request.method, path, query, headers: lowerCase(request.headers), body: request.body ?? '' });
        sequence = asked.sequence;
        answerWith(travel(asked.answer, request.method));
      };
      const url = splitUrl(request.url);
      const side = network.origins.find(([origin]) => origin === url?.origin)?.[1];
      later(limits.deadlineMs, () => {
        fail('timeout', 'ETIMEDOUT');
      });
      later(network.connectMs, () => {
        if (!request.headers.every(isSendable)) fail('failed', 'EHEADER');
        else if (!network.online()) fail('offline', 'ENETUNREACH');
        else if (url !== undefined && network.untrusted?.includes(url.origin) === true) fail('tls', 'DEPTH_ZERO_SELF_SIGNED_CERT');
        else if (url === undefined || side === undefined) fail('dns', 'ENOTFOUND');
        else arrive(side, url.path, url.query);
      });
      return {
        outcome,
        abort: () => {
          fail('aborted', 'EABORTED');
        },
      };
    },
  };
}

interface Receiving {
  readonly answer: Omit<HttpAnswer, 'body'>;
  /** What the head promises: so many bytes, chunks, or nothing before the end of the connection. */
  readonly ends: 'length' | 'chunked' | 'close';
  readonly length: number | undefined;
  readonly received: number;
  readonly pieces: readonly Uint8Array[];
}

type Head = Extract<Act, { readonly act: 'head' }>;

function beginAnswer(request: HttpRequest, head: Head): Receiving {
  const chunked = header(head.headers, 'transfer-encoding') === 'chunked';
  const announced = header(head.headers, 'content-length');
  const length = !mayHaveBody(head.status, request.method) ? 0 : announced === undefined ? undefined : Number(announced);
  return {
    answer: { status: head.status, headers: head.headers, url: request.url },
    ends: chunked ? 'chunked' : length === undefined ? 'close' : 'length',
    length,
    received: 0,
    pieces: [],
  };
}

function isWhole(receiving: Receiving): boolean {
  return receiving.length !== undefined && receiving.received >= receiving.length;
}

/** There is no inflating in a world without a platform: `http.gzip` is not among its capabilities. */
function refusesEncoding(head: Head): boolean {
  const encoding = header(head.headers, 'content-encoding');
  return encoding !== undefined && encoding !== 'identity';
}

function lowerCase(headers: Pairs<string>): Pairs<string> {
  return headers.map(([name, value]) => [name.toLowerCase(), value] as const);
}

/** A token, and bytes without line ends (RFC 9110, 5): no platform sends anything else. */
function isSendable([name, value]: readonly [string, string]): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}
