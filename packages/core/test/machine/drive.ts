import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Command } from '../../src/machine/command.js';
import type { MachineEvent } from '../../src/machine/event.js';
import { initial } from '../../src/machine/initial.js';
import type { Settings } from '../../src/machine/settings.js';
import type { State } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import type { Transition } from '../../src/machine/transition.js';
import { createRedactor } from '../../src/trace/redact.js';
import type { Asked, SafeElement } from '../../src/document/tree.js';
import { parseCloudId } from '../../src/input/cloud-id.js';
import type { Leaf } from '../../src/document/tree.js';
import type { Parameters } from '../../src/input/parameters.js';

export const SETTINGS: Settings = {
  app: { name: 'Acme Talk', version: '3.2.0', build: '7', id: 'com.acme.talk' },
  device: { platform: 'test', platformVersion: '1', locale: 'en', device: 'bench', cpu: 'none' },
  portal: 'https://portal.example',
  insecure: 'never',
  overlap: false,
  requestMs: 30_000,
  runMs: 90_000,
  retryMs: 1_000,
};

export const ENTROPY = '0123456789abcdef0123456789abcdef';

/** An event without its time. */
export type Fact = MachineEvent extends infer Each ? (Each extends MachineEvent ? Omit<Each, 'at'> : never) : never;

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

/** They cost five times as much as the steps themselves, which is too much for each of some thousand mutants. */
const WITH_LAWS = !('__stryker__' in globalThis);

/** `toEqual`, which is only asked where the quicker question says no: it says where they differ. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

/**
 * A machine with a clock of its own. Every step is also taken from a copy of the state that went through JSON, with
 * deep-frozen inputs: both must agree, so purity and plainness are tested everywhere. So is the law of traces: the redacted
 * event leads from the redacted state to the redacted next one.
 */
export class Machine {
  state: State;
  /** What the last event asked for. */
  commands: readonly Command[];
  at = 1_000_000;
  readonly #redact = createRedactor();

  constructor(settings: Partial<Settings> = {}) {
    [this.state, this.commands] = initial({ ...SETTINGS, ...settings });
  }

  tell(fact: Fact): this {
    const event = freeze({ ...fact, at: this.at });
    const next = step(freeze(this.state), event);
    expect(next[0].nextId).toBeGreaterThanOrEqual(this.state.nextId); // an id that came twice would let a late answer in (F8)
    if (WITH_LAWS) this.#expectLaws(event, next);
    [this.state, this.commands] = next;
    return this;
  }

  #expectLaws(event: MachineEvent, next: Transition): void {
    const copied = JSON.parse(JSON.stringify(this.state)) as State;
    expectSame(step(copied, event), next);
    expectSame(JSON.parse(JSON.stringify(next)), next);
    expectSame(step(this.#redact(this.state), this.#redact(event))[0], this.#redact(next[0]));
  }

  /** The store was read and holds nothing. */
  fresh(): this {
    return this.tell({ type: 'store.loaded', generations: [], entropy: ENTROPY });
  }

  submit(parameters: Partial<Parameters<Leaf>> = {}): this {
    return this.tell({ type: 'provision.requested', parameters: { ...ALICE, ...parameters } });
  }

  sent(): readonly Extract<Command, { type: 'http.send' }>[] {
    return this.commands.filter((command) => command.type === 'http.send');
  }

  /** Id of the request under way for a document. */
  request(name: Asked): number {
    const id = 'run' in this.state ? this.state.run.steps[name].request : undefined;
    expect(id, `${name} is asked for`).toBeDefined();
    return id ?? -1;
  }

  answer(name: Asked, status = 200, headers: readonly (readonly [string, string])[] = []): this {
    return this.tell({ type: 'http.answered', id: this.request(name), status, headers });
  }

  /** Answer and document in one. */
  deliver(name: Asked, root: SafeElement): this {
    const id = this.request(name);
    const content = name === 'theme' ? ({ kind: 'theme', theme: THEME } as const) : ({ kind: 'xml', root } as const);
    return this.answer(name).tell({ type: 'document.read', id, content, digest: 'd'.repeat(64) });
  }
}

export const THEME = {
  name: 'Acme',
  colours: { light: [['primary', '#0b1f3a']], dark: [] },
  fonts: [],
  images: [],
  critical: { background: '#ffffff', primary: '#0b1f3a', text: '#000000' },
} as const;

function cloudId(text: string): Parameters['cloudId'] {
  const parsed = parseCloudId(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

export const ALICE: Parameters<Leaf> = { cloudId: cloudId('ACME'), username: 'alice', password: { secret: 's1' } };
export const OTHER_CODE: Parameters['cloudId'] = cloudId('NORDIC');

export function element(name: string, content: Leaf | readonly SafeElement[] = '', attributes: readonly (readonly [string, Leaf])[] = []): SafeElement {
  return Array.isArray(content)
    ? { name, attributes, text: '', children: content as readonly SafeElement[] }
    : { name, attributes, text: content as Leaf, children: [] };
}

export const GLOBAL_URL = element('initialGlobalProvisioningUrl', 'https://prov.example/global');
export const ACCOUNT_URL = element('InitialProvisioningUrl', 'https://prov.example/account');

export function provisioning(...children: readonly SafeElement[]): SafeElement {
  return element('provisioning', [element('prefKeys', [element('prop', '', [['name', 'contactSources'], ['default', 'ab']])]), ...children]);
}

export const ACCOUNT: SafeElement = element('account', [
  element('title', 'Alice'),
  element('username', '1001'),
  element('password', { secret: 's2' }),
  element('host', 'sip.example'),
]);

export const GLOBAL: SafeElement = element('reply', [
  element('quickDial', [element('item', [element('displayName', 'Reception'), element('uri', '900')], [['id', 'reception']])]),
]);
