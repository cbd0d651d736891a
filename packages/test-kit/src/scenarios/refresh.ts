import { isSecurityEvent, type Profile } from '@firstring/core';
import type { RefreshResult } from '@firstring/core/driver';
import { sampleAccount } from '../portal/sample-account.js';
import { SAMPLE_USER, type SampleAppOptions } from '../portal/sample-app.js';
import type { Case } from '../run/case.js';
import { check, CaseFailure, equal } from '../run/check.js';
import type { Device, World } from '../world/world.js';
import { accountNode, checkSentences, plan, provision, requestsFor, setUp, stage, succeeded } from './stage.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** An app whose account is refreshed by a service of its own (R2). */
function refreshed(world: World, nodes: readonly (readonly [string, string])[] = []): Partial<SampleAppOptions> {
  const account = sampleAccount({
    username: '1001',
    nodes: [
      ['cloud_username', SAMPLE_USER.username],
      ['cloud_password', SAMPLE_USER.password],
      ['extProvUrl', `${world.providerUrl}/acme/account`],
      ['extProvPostData', 'user=%account[cloud_username]%&pass=%account[cloud_password]%&seat=%account[acmeSeat]%'],
      ...nodes,
    ],
  });
  return { users: [{ ...SAMPLE_USER, account }] };
}

async function signedIn(world: World, app: Partial<SampleAppOptions> = refreshed(world)): Promise<readonly [Device, Profile]> {
  const device = await stage(world, app);
  const profile = succeeded(await provision(world, device));
  await world.settle();
  return [device, profile];
}

/** Sets the servers up anew, as an operator who changed something. */
async function change(world: World, app: Partial<SampleAppOptions>): Promise<void> {
  await setUp(world, app);
  world.server.clear();
}

function refresh(world: World, device: Device, input: Parameters<Device['provisioner']['refresh']>[0] = {}): Promise<RefreshResult> {
  return world.until(device.provisioner.refresh(input));
}

function renewed(result: RefreshResult): Extract<RefreshResult, { ok: true }> {
  if (!result.ok) throw new CaseFailure(`the refresh failed: ${result.problem.code} ${JSON.stringify(result.problem.details)}`);
  return result;
}

/** How a profile that is in use is kept right: what changes arrives, what fails changes nothing. */
export const REFRESH: readonly Case[] = [
  {
    id: 'REFRESH-001',
    title: 'a person asks and nothing changed: nothing is written, the profile is the same object',
    clauses: ['R3', 'R5', 'R13'],
    run: async (world) => {
      const [device, profile] = await signedIn(world);
      const before = await device.storageDump();
      world.server.clear();
      const result = renewed(await refresh(world, device));
      equal(result.changed, false, 'changed');
      check(result.profile === profile && device.provisioner.getSnapshot().profile === profile, 'the profile is another object');
      equal(await device.storageDump(), before, 'storage');
      for (const document of ['provisioning', 'theme', 'global_extprov', 'extprov'] as const) equal(requestsFor(world, document).length, 1, `requests for ${document}`);
    },
  },
  {
    id: 'REFRESH-002',
    title: 'the account is refreshed by its own service, with values of the account, and what changed is there after a restart',
    clauses: ['R2', 'R2a', 'W6', 'S1'],
    needs: ['store.durable'],
    run: async (world) => {
      const [device] = await signedIn(world);
      await change(world, refreshed(world, [['displayNumber', '42']]));
      equal(renewed(await refresh(world, device, { only: ['extprov'] })).changed, true, 'changed');
      const [asked] = requestsFor(world, 'extprov');
      check(asked?.body.includes('seat=007') === true, 'the request holds no value of the account');
      equal(world.server.requests().length, 1, 'requests');
      equal(accountNode(device, 'displayNumber'), '42', 'the new node');
      await world.settle();
      await device.restart();
      await world.until(device.provisioner.restored());
      equal(accountNode(device, 'displayNumber'), '42', 'the new node after a restart');
      equal(device.provisioner.getSnapshot().phase, 'ready', 'phase');
    },
  },
  ...(['provisioning', 'global_extprov', 'extprov'] as const).map((document, at): Case => ({
    id: `REFRESH-01${at + 1}`,
    title: `${document} fails on a refresh: the profile stays, and the state says what failed and when it is tried next`,
    clauses: ['R9', 'O6'],
    run: async (world) => {
      const [device, profile] = await signedIn(world);
      await plan(world, document, { status: 503 });
      const result = await refresh(world, device);
      check(!result.ok && result.problem.code === 'server.busy', 'the refresh did not fail');
      checkSentences(result.problem);
      const { phase, profile: inUse, refresh: shown, problem } = device.provisioner.getSnapshot();
      equal([phase, inUse === profile, problem], ['ready', true, undefined], 'phase, profile in use, problem of a submit');
      equal([shown?.result, shown?.attention, shown?.steps[document].status], ['failed', false, 'failed'], 'what is shown');
      check((shown?.nextAt ?? 0) > world.now(), 'no next try');
    },
  })),
  {
    id: 'REFRESH-014',
    title: 'a theme that fails holds back no account',
    clauses: ['R9'],
    run: async (world) => {
      const [device] = await signedIn(world);
      await change(world, refreshed(world, [['displayNumber', '42']]));
      await plan(world, 'theme', { status: 503 });
      equal(renewed(await refresh(world, device)).changed, true, 'changed');
      equal(accountNode(device, 'displayNumber'), '42', 'the new node');
      equal(device.provisioner.getSnapshot().refresh?.problem?.code, 'server.busy', 'what became of the theme');
    },
  },
  {
    id: 'REFRESH-015',
    title: 'a provider that refuses on a refresh gets attention, signs nobody out and costs no password',
    clauses: ['O5', 'R11'],
    run: async (world) => {
      const [device, profile] = await signedIn(world);
      await plan(world, 'extprov', { status: 410 }, {});
      const result = await refresh(world, device);
      check(!result.ok && result.problem.code === 'provider.refused', 'the refresh did not fail');
      const { phase, profile: inUse, refresh: shown } = device.provisioner.getSnapshot();
      equal([phase, inUse === profile, shown?.attention], ['ready', true, true], 'phase, profile in use, attention');
      equal(renewed(await refresh(world, device)).changed, false, 'changed');
    },
  },
  {
    id: 'REFRESH-016',
    title: 'an account that fails validation on a refresh is never in use',
    clauses: ['O10', 'D9'],
    run: async (world) => {
      const [device, profile] = await signedIn(world);
      await change(world, refreshed(world, [['host', 'not a host']]));
      const result = await refresh(world, device);
      check(!result.ok && result.problem.code === 'account.invalid', 'the refresh did not fail');
      check(device.provisioner.getSnapshot().profile === profile, 'the profile is another object');
    },
  },
  {
    id: 'REFRESH-017',
    title: 'a portal that goes back changes nothing, until its epoch says that it is meant',
    clauses: ['P4', 'O14'],
    run: async (world) => {
      const at = (revision: string, number: string): Partial<SampleAppOptions> => ({ ...refreshed(world), revision, accountDefaults: [['displayNumber', number]] });
      const [device, profile] = await signedIn(world, at('2.17', '17'));
      await change(world, at('2.16', '16'));
      const older = await refresh(world, device);
      check(!older.ok && older.problem.code === 'revision.older', 'an older document was taken');
      checkSentences(older.problem);
      const { phase, profile: inUse, refresh: shown, outcome } = device.provisioner.getSnapshot();
      equal([phase, inUse === profile, shown?.attention, shown?.outcome, outcome], ['ready', true, true, 'O14', undefined], 'phase, profile in use, attention, outcomes');
      await change(world, at('2.17', '18'));
      const reused = await refresh(world, device);
      check(!reused.ok && reused.problem.code === 'revision.reused' && isSecurityEvent(reused.problem), 'other bytes under the same revision were taken');
      await change(world, at('3.1', '31'));
      equal(renewed(await refresh(world, device)).changed, true, 'changed');
      equal(accountNode(device, 'displayNumber'), '31', 'the node of a higher epoch');
    },
  },
  {
    id: 'REFRESH-018',
    title: 'a provider that signs out leaves its theme and its message, and nothing else',
    clauses: ['R11', 'O16'],
    needs: ['store.durable'],
    run: async (world) => {
      const [device] = await signedIn(world);
      const { theme } = device.provisioner.getSnapshot();
      await plan(world, 'extprov', { body: '<account action="signOut"><message>Contract ended.</message></account>' });
      const result = await refresh(world, device);
      check(!result.ok && result.problem.code === 'provider.signed-out', 'nobody was signed out');
      await world.when(() => device.provisioner.getSnapshot().phase === 'empty', 'the sign-out');
      equal(device.provisioner.getSnapshot().problem?.message, 'Contract ended.', 'message');
      await world.settle();
      await device.restart();
      await world.until(device.provisioner.restored());
      const { phase, theme: kept, profile, identity } = device.provisioner.getSnapshot();
      check(theme !== undefined, 'no theme was in use');
      equal([phase, kept, profile, identity], ['empty', theme, undefined, undefined], 'phase, theme, profile and identity after a restart');
    },
  },
  {
    id: 'REFRESH-021',
    title: 'two that are asked for at once are one',
    clauses: ['F8', 'S6'],
    run: async (world) => {
      const [device] = await signedIn(world);
      world.server.clear();
      const [one, other] = await world.until(Promise.all([device.provisioner.refresh(), device.provisioner.refresh()]));
      check(one.ok && other.ok, 'a refresh failed');
      equal(requestsFor(world, 'extprov').length, 1, 'requests');
    },
  },
  {
    id: 'REFRESH-022',
    title: 'who signs out while a refresh is under way is signed out, and no late answer brings anything back',
    clauses: ['R12'],
    run: async (world) => {
      const [device] = await signedIn(world);
      await plan(world, 'extprov', { transport: { latencyMs: 50 } });
      const asked = device.provisioner.refresh();
      await world.when(() => requestsFor(world, 'extprov').length > 1, 'the request to arrive');
      equal(await world.until(device.provisioner.signOut()), { ok: true }, 'the sign-out');
      check(!(await world.until(asked)).ok, 'the refresh succeeded');
      await world.settle();
      equal([device.provisioner.getSnapshot().phase, device.provisioner.getSnapshot().profile], ['empty', undefined], 'phase and profile');
    },
  },
  {
    id: 'REFRESH-031',
    title: 'a change reaches a running app within a day',
    clauses: ['R1', 'R4'],
    needs: ['virtual-time'],
    run: async (world) => {
      const [device] = await signedIn(world);
      await change(world, { ...refreshed(world), accountDefaults: [['voiceMailNumber2', '*99']] });
      await world.advance(DAY_MS + 5_000);
      equal(accountNode(device, 'voiceMailNumber2'), '*99', 'the new node');
      const asked = requestsFor(world, 'provisioning').length;
      check(asked >= 1 && asked <= 2, `${asked} requests in a day`);
    },
  },
  {
    id: 'REFRESH-032',
    title: 'a change reaches an app at its next start, and starts that follow each other closely ask once',
    clauses: ['R1', 'R4'],
    needs: ['virtual-time', 'store.durable'],
    run: async (world) => {
      const [device] = await signedIn(world);
      await change(world, refreshed(world, [['displayNumber', '42']]));
      for (let starts = 0; starts < 5; starts += 1) {
        await world.advance(20 * MINUTE_MS - starts);
        await device.restart();
        await world.until(device.provisioner.restored());
        await world.advance(MINUTE_MS);
        equal(accountNode(device, 'displayNumber'), '42', 'the new node');
        equal(requestsFor(world, 'extprov').length, 1 + starts, 'requests');
        await device.restart(); // at once
        await world.until(device.provisioner.restored());
        await world.advance(MINUTE_MS);
        equal(requestsFor(world, 'extprov').length, 1 + starts, 'requests after another start');
      }
    },
  },
  {
    id: 'REFRESH-033',
    title: 'with refresh switched off nobody is contacted in a year, starts included, until a person asks',
    clauses: ['R3'],
    needs: ['virtual-time', 'store.durable'],
    run: async (world) => {
      const [device] = await signedIn(world, { ...refreshed(world), preferences: [['reprovisioningEnabled', '0']] });
      world.server.clear();
      for (let month = 0; month < 12; month += 1) {
        await world.advance(30.5 * DAY_MS);
        await device.restart();
        await world.until(device.provisioner.restored());
      }
      equal(world.server.requests().length, 0, 'requests in a year');
      equal(device.provisioner.getSnapshot().refresh?.automatic, false, 'automatic');
      const byLink = await refresh(world, device, { byLink: true });
      check(!byLink.ok && byLink.problem.code === 'refresh.confirm-first', 'a link is followed without a person');
      renewed(await refresh(world, device));
      check(world.server.requests().length > 0, 'nobody was asked');
    },
  },
  {
    id: 'REFRESH-041',
    title: 'dial actions have a service and an interval of their own, and nobody sees it fail',
    clauses: ['R14', 'M9', 'W6'],
    needs: ['virtual-time'],
    run: async (world) => {
      const base = `${world.providerUrl}/acme`;
      const serviceKeys = [
        ['dialActionWsUrl', `${base}/actions?install=%installid%&seat=%account[acmeSeat]%&code=%fullcode%`],
        ['dialActionWsRefresh', '3600'],
      ] as const;
      const [device, profile] = await signedIn(world, { ...refreshed(world), serviceKeys });
      const shown = (): readonly string[] => device.provisioner.getSnapshot().profile?.dialActions.map(({ id }) => id) ?? [];
      equal([requestsFor(world, 'dialActionWs').length, profile.dialActions.length], [0, 1], 'requests and dial actions of the first run');
      await world.advance(HOUR_MS + 5_000);
      const [request] = requestsFor(world, 'dialActionWs');
      check(request?.query.includes('seat=007') === true && request.query.endsWith('code=%fullcode%'), `what was sent: ${request?.query ?? 'nothing'}`);
      equal(shown(), ['park', 'pickup'], 'dial actions');
      await plan(world, 'dialActionWs', { status: 503 });
      world.server.clear();
      await world.advance(3 * HOUR_MS);
      const failures = requestsFor(world, 'dialActionWs').length;
      check(failures >= 1 && failures < 40, `${failures} requests in three hours`);
      const { phase, problem, refresh: view } = device.provisioner.getSnapshot();
      equal([phase, problem, view?.problem, view?.attention, shown()], ['ready', undefined, undefined, false, ['park', 'pickup']], 'what is shown of the failures');
    },
  },
  {
    id: 'REFRESH-034',
    title: 'a portal that is down is asked again ever less often, and a restart of the app forgets nothing of it',
    clauses: ['R6', 'R9'],
    needs: ['virtual-time', 'store.durable'],
    run: async (world) => {
      const [device, profile] = await signedIn(world);
      const names = JSON.stringify(profile);
      await plan(world, 'provisioning', { status: 503 });
      world.server.clear();
      await world.advance(30 * DAY_MS);
      const asked = requestsFor(world, 'provisioning').length;
      check(asked > 150 && asked < 700, `${asked} requests in 30 days`);
      equal(JSON.stringify(device.provisioner.getSnapshot().profile), names, 'the profile in use');
      await device.restart();
      await world.until(device.provisioner.restored());
      world.server.clear();
      const { refresh: shown } = device.provisioner.getSnapshot();
      check(shown?.automatic === true, 'given up');
    },
  },
];
