import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import { request } from './asking.js';
import { declared, has } from './declared.js';
import { HTTP_ANSWERS } from './http-answers.js';
import { HTTP_FAILURES } from './http-failures.js';
import { HTTP_LIMITS } from './http-limits.js';
import { HTTP_REQUESTS } from './http-requests.js';

/** What `HttpPort` promises. */
export const HTTP_CONTRACT: readonly Case[] = [
  {
    id: 'HTTP-001',
    title: 'the port says of itself what was declared of it',
    clauses: ['W11', 'F9', 'P5'],
    run: (world) => {
      const { http } = world.createDevice().ports;
      equal(http.redirects, declared(world, 'http.redirects', ['controlled', 'refused', 'detected']), 'redirects');
      equal(http.bodyCap, declared(world, 'http.body-cap', ['streamed', 'progress']), 'bodyCap');
      equal(http.failures, declared(world, 'http.failures', ['told', 'hidden']), 'failures');
      equal(http.resends, has(world, 'http.resends'), 'resends');
      declared(world, 'http.repeated-headers', ['apart', 'joined']);
      return Promise.resolve();
    },
  },
  {
    id: 'HTTP-002',
    title: 'an exchange is there at once: nothing is answered or called back inside `send`',
    clauses: ['F5'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      let inside = true;
      let early = false;
      const note = (): void => {
        early = early || inside;
      };
      const { outcome, abort } = http.send(request(world), { deadlineMs: 0, maxBytes: 0 }, note);
      void outcome.then(note);
      inside = false;
      await world.until(outcome);
      abort();
      check(!early, 'something was called back inside `send`');
    },
  },
  ...HTTP_REQUESTS,
  ...HTTP_ANSWERS,
  ...HTTP_LIMITS,
  ...HTTP_FAILURES,
];
