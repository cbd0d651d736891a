import { defined } from '../document/defined.js';
import type { Asked, Leaf, Pairs } from '../document/tree.js';
import type { Scope } from '../service/service.js';
import type { Running } from './state.js';

/**
 * What the placeholders of services and account templates stand for (W6). Absent input is absent here too (I1); of a service that
 * belongs to no step it is unknown.
 */
export function scopeOf({ settings, installId, run }: Running, of?: Asked): Scope {
  const { app, device } = settings;
  const { parameters, account } = run;
  const input: Pairs<Leaf> = [...given('username', parameters.username), ...given('password', parameters.password), ['fullcode', parameters.cloudId.fullcode]];
  const values: Pairs<Leaf> = [
    ...(of === 'dialActionWs' ? [] : input),
    ['installid', installId],
    ['appid', app.id],
    ['version', app.version],
    ['build', app.build],
    ['platform', device.platform],
    ['platformversion', device.platformVersion],
    ['locale', device.locale],
    ['device', device.device],
    ['cpu', device.cpu],
  ];
  const absent = (of === 'dialActionWs' ? [] : (['username', 'password'] as const)).filter((name) => parameters[name] === undefined); // R2a
  return defined({ values, account, absent: absent.length === 0 ? undefined : absent });
}

function given(name: string, value: Leaf | undefined): Pairs<Leaf> {
  return value === undefined ? [] : [[name, value]];
}
