import { defined } from '../document/defined.js';
import type { NodeSection } from '../document/mergeable.js';
import { isSubtree, lookUp, type Asked, type Pairs } from '../document/tree.js';
import type { Profile, ProfileValue } from '../merge/profile.js';
import { accountInterval, DAY_MS, isSwitchedOff, LEAST_BETWEEN_MS, portalInterval, regularTime, type Due } from '../policy/due.js';
import type { Schedule } from '../store/generation.js';

export interface ScheduleFacts {
  readonly installId: string;
  /** What the phase is drawn from besides (R4). */
  readonly cloudKey: string;
  readonly profile: Pick<Profile, NodeSection>;
  /** Whether the services are there to be asked. */
  readonly global: boolean;
  readonly account: boolean;
  readonly dialActions: boolean;
  /** What was asked for now; anything else keeps its time. */
  readonly asked: readonly Asked[];
  readonly at: number;
}

/** What is due when after an answer (R1, R3, R4). `before`: as it was until now; absent at a sign-in. */
export function nextSchedule(facts: ScheduleFacts, before: Schedule | undefined, due: readonly Due[]): Schedule {
  const switched = switchOf(facts, before);
  if (!switched.automatic) return { ...switched, due: [] };
  const portalMs = portalInterval(textOf(facts.profile.prefKeys, 'provisioningInterval'));
  const accountMs = accountInterval(textOf(facts.profile.account, 'extProvInterval'));
  const every: readonly (readonly [Asked, number | undefined])[] = [
    ['provisioning', portalMs],
    ['theme', portalMs],
    ['global_extprov', facts.global ? portalMs : undefined],
    ['dialActionWs', facts.dialActions ? portalInterval(dialActionWsRefresh(facts.profile)) : undefined],
  ];
  const regular = regularTimes(facts);
  const timed = every.flatMap(([document, ms]) => (ms === undefined ? [] : [dueAt(document, ms, facts, due, regular)]));
  const account = !facts.account ? [] : [accountMs === undefined ? ({ document: 'extprov', every: DAY_MS } as const) : dueAt('extprov', accountMs, facts, due, regular)];
  return { ...switched, due: [...timed, ...account] };
}

/** The same interval comes at the same time, whatever the document is: drawn once, as it takes two digests. */
function regularTimes({ installId, cloudKey, at }: ScheduleFacts): (every: number) => number {
  const known = new Map<number, number>();
  return (every) => {
    const time = known.get(every) ?? regularTime(installId, cloudKey, every, at);
    known.set(every, time);
    return time;
  };
}

/** R14: in seconds, beside the service's keys and in any case like them (W1), or among the preference keys. */
function dialActionWsRefresh({ service, prefKeys }: ScheduleFacts['profile']): string | undefined {
  const name = service.find(([one]) => one.toLowerCase() === 'dialactionwsrefresh')?.[0];
  return (name === undefined ? undefined : textOf(service, name)) ?? textOf(prefKeys, 'dialActionWsRefresh');
}

function dueAt(document: Asked, every: number, { asked }: ScheduleFacts, due: readonly Due[], regular: (every: number) => number): Due {
  const known = due.find((one) => one.document === document);
  if (known?.at !== undefined && known.every === every && !asked.includes(document)) return known;
  return { document, every, at: regular(every) };
}

/** R3: a first run applies it at once; on a running installation a second answer has to say the same. Switching on counts at once. */
function switchOf({ profile, asked, at }: ScheduleFacts, before: Schedule | undefined): Omit<Schedule, 'due'> {
  if (!isSwitchedOff(textOf(profile.prefKeys, 'reprovisioningEnabled'))) return { automatic: true };
  if (before === undefined || !before.automatic) return { automatic: false };
  const { offSince = at } = before;
  return asked.includes('provisioning') && at - offSince >= LEAST_BETWEEN_MS ? { automatic: false } : defined({ automatic: true, offSince });
}

function textOf(section: Pairs<ProfileValue>, name: string): string | undefined {
  const value = lookUp(section, name);
  const leaf = value !== undefined && isSubtree(value) ? value.text : value;
  return typeof leaf === 'string' ? leaf : undefined;
}
