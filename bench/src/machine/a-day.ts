/**
 * A day of a signed-in softphone, recorded by running the real machine against servers in this process: the first run, then
 * an hourly refresh. Mostly nothing changed (304); twice an hour's answer is new, once it has the same bytes, once a server
 * says 503, and once there is no network. Only what happened is in it: an event that changes nothing is an error.
 */
import { deadline, initial, parseCloudId, sha256, step, type Asked, type Command, type MachineEvent, type Settings, type State } from '@firstring/core';
import { readBody } from './read-body.js';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const START = 1_800_000_000_000;

export const SETTINGS: Settings = {
  app: { name: 'Acme Talk', version: '3.2.0', build: '7', id: 'com.acme.talk' },
  device: { platform: 'node', platformVersion: '20', locale: 'en', device: 'bench', cpu: 'x64' },
  portal: 'https://portal.example',
  insecure: 'never',
  overlap: false,
  requestMs: 30_000,
  retryMs: 1_000,
  runMs: 90_000,
};

/** What the servers say in an hour of the day. */
interface Answer {
  readonly status: number;
  readonly etag?: string;
  readonly text: string;
}

const THEME = JSON.stringify({ name: 'Acme', colours: { light: { primary: '#0b1f3a' } }, critical: { background: '#ffffff', primary: '#0b1f3a', text: '#000000' } });

const PROVISIONING = `<provisioning><prefKeys><prop name="provisioningInterval" default="3600"/><prop name="contactSources" default="ab,ws"/></prefKeys>
<initialGlobalProvisioningUrl>https://prov.example/global?c=%fullcode%</initialGlobalProvisioningUrl>
<InitialProvisioningUrl>https://prov.example/account?u=%username%&amp;p=%password%</InitialProvisioningUrl></provisioning>`;

const account = (version: number): string => `<account id="alice"><title>Alice ${String(version)}</title><username>1001</username><password>secret</password><host>sip.example</host>
<extProvUrl>https://prov.example/again?u=%account[username]%</extProvUrl><extProvInterval>3600</extProvInterval></account>`;

function global(items: number, version: number): string {
  const dials = Array.from({ length: items }, (_, index) => `<item id="item-${String(index)}" priority="20"><displayName>Person ${String(index)}${index < 10 ? `, ${String(version)}` : ''}</displayName><uri>sip:${String(1000 + index)}@pbx.example</uri></item>`);
  return `<reply><quickDial>${dials.join('\n')}</quickDial></reply>`;
}

function answerOf(document: Asked, hour: number, items: number): Answer {
  if (document === 'global_extprov' && hour === 15) return { status: 503, text: '<error><message>Later.</message></error>' };
  const version = hour < 6 ? 1 : hour < 18 ? 2 : 3;
  switch (document) {
    case 'provisioning':
      return hour === 9 ? { status: 200, etag: '"moved"', text: PROVISIONING } : { status: 200, etag: '"1"', text: PROVISIONING };
    case 'theme':
      return { status: 200, etag: '"1"', text: THEME };
    case 'global_extprov':
      return { status: 200, etag: `"${String(version)}"`, text: global(items, version) };
    case 'extprov':
      return { status: 200, etag: `"${String(version)}"`, text: account(version) };
    case 'dialActionWs':
      return { status: 404, text: '' }; // not configured here, so not asked for
  }
}

export interface Day {
  readonly first: State;
  readonly events: readonly MachineEvent[];
  readonly last: State;
}

/** @param items Quick dials of the provider's global document. */
export function recordDay(items: number): Day {
  const [first, commands] = initial(SETTINGS);
  const events: MachineEvent[] = [];
  const bodies = new Map<number, string>();
  const queue: Command[] = [...commands];
  const secrets: string[] = [];
  const encoder = new TextEncoder();
  let state = first;
  let at = START;

  type Fact = MachineEvent extends infer Each ? (Each extends MachineEvent ? Omit<Each, 'at'> : never) : never;
  const tell = (fact: Fact): void => {
    at += 40;
    const event = { ...fact, at } as MachineEvent;
    const [next, asked] = step(state, event);
    if (next === state && asked.length === 0) throw new Error(`nothing came of ${event.type} in ${state.tag}`);
    events.push(event);
    state = next;
    queue.push(...asked);
  };
  const keep = (value: string): string => `s${String(secrets.includes(value) ? secrets.indexOf(value) : secrets.push(value) - 1)}`;

  const carry = (command: Command): void => {
    switch (command.type) {
      case 'store.load':
        return tell({ type: 'store.loaded', generations: [], entropy: '0123456789abcdef0123456789abcdef' });
      case 'http.send': {
        const { id, target, validators } = command;
        const hour = Math.floor((at - START) / HOUR);
        const { status, etag, text } = answerOf(target.document, hour, items);
        if (hour === 20 && target.document === 'provisioning') return tell({ type: 'http.failed', id, reason: 'offline', cause: 'ENETDOWN', origin: '', sent: false });
        const running = state.tag === 'running' && state.run.steps[target.document].request === id;
        if (!running) return; // the failure of another one ended this run
        if (status === 200 && etag === validators?.etag) return tell({ type: 'http.answered', id, status: 304, headers: [], key: target.document });
        bodies.set(id, text);
        tell({ type: 'http.progressed', id, received: text.length, total: text.length });
        return tell({ type: 'http.answered', id, status, headers: etag === undefined ? [] : [['etag', etag]], key: target.document });
      }
      case 'document.read': {
        const { id, as, unless } = command;
        const bytes = encoder.encode(bodies.get(id) ?? '');
        const digest = sha256(bytes);
        return tell(digest === unless ? { type: 'document.unchanged', id } : { type: 'document.read', id, content: readBody(as, bytes, keep), digest });
      }
      case 'store.commit':
        return tell({ type: 'store.committed', number: command.generation.number });
      case 'http.abort':
      case 'book.save':
        return;
      default:
        throw new Error(`not in this day: ${command.type}`);
    }
  };
  const settle = (): void => {
    for (let command = queue.shift(); command !== undefined; command = queue.shift()) carry(command);
  };

  settle();
  const cloudId = parseCloudId('ACME');
  if (!cloudId.ok) throw new Error('the cloud ID');
  tell({ type: 'provision.requested', parameters: { cloudId: cloudId.value, username: 'alice', password: { secret: keep('password') } } });
  settle();
  for (let next = deadline(state); next !== undefined && next < START + DAY; next = deadline(state)) {
    at = Math.max(at, next - 40);
    tell({ type: 'clock.reached' });
    settle();
  }
  return { first, events, last: state };
}
