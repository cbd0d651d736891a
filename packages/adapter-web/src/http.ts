import type { HttpAnswer, HttpExchange, HttpFailureReason, HttpLimits, HttpOutcome, HttpPort } from '@firstring/core/driver';
import { errorName } from './error-name.js';
import { readBody } from './http-body.js';
import { LONGEST_TIMER_MS } from './longest-timer.js';

type Request = Parameters<HttpPort['send']>[0];
type OnProgress = Parameters<HttpPort['send']>[2];

/**
 * `fetch` without cookies, cache and referrer (W12). A browser hides redirects (W11) and why a request failed: refused, no
 * such name, a bad certificate and a server that does not allow web apps are all `unreachable` (P5).
 */
export function createHttpPort(): HttpPort {
  return { redirects: 'refused', bodyCap: 'streamed', failures: 'hidden', resends: true, send };
}

/** Settles exactly once: with the first of answer, failure, deadline and abort. */
function send(request: Request, { deadlineMs, maxBytes }: HttpLimits, onProgress?: OnProgress): HttpExchange {
  const controller = new AbortController();
  let ended = false;
  let sent = false;
  let headCame = false;
  let settle: (outcome: HttpOutcome) => void;
  const outcome = new Promise<HttpOutcome>((resolve) => {
    settle = resolve;
  });
  const end = (how: HttpOutcome): void => {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    settle(how);
  };
  const fail = (reason: HttpFailureReason, cause: string): void => {
    end({ ok: false, failure: { reason, cause, sent } });
    controller.abort();
  };
  // Not AbortSignal.timeout: its error has another name in WebKit, and a body under way must end too (F9).
  const timer = setTimeout(() => {
    fail('timeout', 'deadline');
  }, Math.min(deadlineMs, LONGEST_TIMER_MS));
  const progress = (received: number, total: number | undefined): void => {
    if (!ended) onProgress?.(received, total);
  };

  const run = async (): Promise<void> => {
    if (isOffline()) {
      fail('offline', 'offline');
      return;
    }
    const asked = requestOf(request, controller.signal); // throws for what the platform refuses to send
    sent = true; // whether a byte really left is never told
    const response = await fetch(asked);
    if (response.type === 'opaqueredirect') {
      fail('redirect', 'opaqueredirect');
      return;
    }
    headCame = true;
    const body = await readBody(response, maxBytes, progress);
    if (body === undefined) fail('too-large', 'body');
    else end({ ok: true, answer: answerOf(response, request.url, body) });
  };
  run().catch((error: unknown) => {
    const reason = headCame ? 'cut-off' : !sent ? 'failed' : isOffline() ? 'offline' : 'unreachable';
    fail(reason, errorName(error));
  });
  return {
    outcome,
    abort: () => {
      fail('aborted', 'aborted');
    },
  };
}

/** `false` proves nothing: an interface that is up may lead nowhere. */
function isOffline(): boolean {
  return globalThis.navigator?.onLine === false;
}

function requestOf({ url, method, headers, body }: Request, signal: AbortSignal): globalThis.Request {
  if (!/^https?:\/\//i.test(url)) throw new TypeError('not an absolute http(s) URL'); // fetch would resolve it against the page
  return new Request(url, {
    method,
    headers: headers.filter(([name]) => !/^user-agent$/i.test(name)).map(([name, value]): [string, string] => [name, value]),
    signal,
    mode: 'cors',
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    ...(body === undefined ? {} : { body }),
  });
}

function answerOf({ status, headers }: Response, url: string, body: Uint8Array): HttpAnswer {
  return { status, headers: [...headers].map(([name, value]) => [name, value] as const), body, url };
}
