import { defined } from '../document/defined.js';
import type { Leaf, Pairs } from '../document/tree.js';
import type { Scope } from '../service/service.js';
import type { Running } from './state.js';

/** What the placeholders of services and account templates stand for (W6). Absent input is absent here too (I1). */
export function scopeOf({ settings, installId, run }: Running): Scope {
  const { app, device } = settings;
  const { parameters, account } = run;
  const values: Pairs<Leaf> = [
    ...given('username', parameters.username),
    ...given('password', parameters.password),
    ['fullcode', parameters.cloudId.fullcode],
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
  const absent = (['username', 'password'] as const).filter((name) => parameters[name] === undefined); // R2a
  return defined({ values, account, absent: absent.length === 0 ? undefined : absent });
}

function given(name: string, value: Leaf | undefined): Pairs<Leaf> {
  return value === undefined ? [] : [[name, value]];
}
