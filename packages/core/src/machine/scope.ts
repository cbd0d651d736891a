import type { Leaf, Pairs } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import type { Scope } from '../service/service.js';
import type { Settings } from './settings.js';

/** What the placeholders of steps 3 and 4 stand for on a first run (W6). Absent input is absent here too (I1). */
export function scopeOf(settings: Settings, installId: string, parameters: Parameters<Leaf>): Scope {
  const { app, device } = settings;
  return {
    values: [
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
    ],
  };
}

function given(name: string, value: Leaf | undefined): Pairs<Leaf> {
  return value === undefined ? [] : [[name, value]];
}
