import type { Asked } from '@firstring/core';
import type { LoggedRequest } from '../portal/mock-state.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import type { World } from '../world/world.js';
import { checkWithout } from '../run/canary.js';
import { DOCUMENTS, everythingIn, INPUT, plan, provision, stage, succeeded } from './stage.js';

/** Which requests go out when, and who gets to see what. */
export const REQUEST_ORDER: readonly Case[] = [
  {
    id: 'ORDER-001',
    title: '1 and 2 at the same moment, then 3, then 4',
    clauses: ['F2', 'F3'],
    run: async (world) => {
      equal(await wavesOf(world, false), [['provisioning', 'theme'], ['global_extprov'], ['extprov']], 'waves');
    },
  },
  {
    id: 'ORDER-002',
    title: 'with the option, 3 and 4 together',
    clauses: ['F3'],
    run: async (world) => {
      equal(await wavesOf(world, true), [['provisioning', 'theme'], ['extprov', 'global_extprov']], 'waves');
    },
  },
  {
    id: 'ORDER-003',
    title: '3 and 4 wait for a slow theme',
    clauses: ['F3'],
    run: async (world) => {
      const device = await stage(world);
      await plan(world, 'theme', { transport: { latencyMs: 150 } });
      succeeded(await provision(world, device));
      const themeEnd = world.server.requests().find(({ document }) => document === 'theme')?.end?.sequence ?? Infinity;
      const early = world.server.requests().filter(({ side, sequence }) => side === 'provider' && sequence < themeEnd);
      equal(early.map(({ document }) => document), [], 'requests to the provider before the theme was there');
    },
  },
  {
    id: 'ORDER-004',
    title: 'username and password never reach the portal',
    clauses: ['F2'],
    run: async (world) => {
      const device = await stage(world);
      const input = { ...INPUT, username: 'canary-user-77' };
      await provision(world, device, input);
      const toPortal = world.server.requests().filter(({ side }) => side === 'portal');
      equal(toPortal.length, 2, 'requests to the portal');
      for (const request of toPortal) {
        checkWithout(everythingIn(request), input.password, `the request for ${request.path}`);
        checkWithout(everythingIn(request), input.username, `the request for ${request.path}`);
        equal([request.method, request.query, request.body], ['GET', '', ''], 'a plain GET');
      }
    },
  },
  {
    id: 'ORDER-005',
    title: 'requests carry no cookies and no referrer, and a first run no validators',
    clauses: ['W12', 'R5'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device));
      equal(world.server.requests().length, 4, 'requests');
      for (const { headers, path } of world.server.requests()) {
        const forbidden = headers.filter(([name]) => /^(cookie|referer|if-none-match|if-modified-since|authorization)$/.test(name));
        equal(forbidden, [], `headers of ${path}`);
      }
    },
  },
];

/** Groups arrivals: a new wave begins when something was answered since the last arrival. */
async function wavesOf(world: World, overlap: boolean): Promise<readonly (readonly Asked[])[]> {
  const device = await stage(world, {}, { overlap });
  for (const document of DOCUMENTS) await plan(world, document, { transport: { latencyMs: 100 } });
  succeeded(await provision(world, device));
  const log = world.server.requests();
  check(log.every(({ end }) => end?.how === 'answered'), 'not every request was answered');
  const waves: Asked[][] = [];
  let answered = -1;
  for (const request of log) {
    const before = answeredBefore(log, request);
    if (before !== answered) waves.push([]);
    answered = before;
    if (request.document !== undefined) waves[waves.length - 1]?.push(request.document);
  }
  return waves.map((wave) => wave.sort());
}

function answeredBefore(log: readonly LoggedRequest[], request: LoggedRequest): number {
  return log.filter(({ end }) => end !== undefined && end.sequence < request.sequence).length;
}
