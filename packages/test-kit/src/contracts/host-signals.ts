import type { HostSignal } from '@firstring/core/driver';
import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';

/** What the host tells of itself (R7, F11). */
export const HOST_SIGNALS: readonly Case[] = [
  {
    id: 'HOST-021',
    title: 'with a network, the host never says that there is none',
    clauses: ['F11'],
    run: (world) => {
      const online: unknown = world.createDevice().ports.host.online();
      check(online === true || online === undefined, `online() is ${String(online)}`);
      return Promise.resolve();
    },
  },
  {
    id: 'HOST-022',
    title: 'without a network it says so, and signals tell of both changes, once each',
    clauses: ['F11', 'R7'],
    needs: ['host.online-switch'],
    run: async (world) => {
      const device = world.createDevice();
      const { host } = device.ports;
      check(host.online() !== false, 'offline at first');
      const heard: HostSignal[] = [];
      host.listen((signal) => heard.push(signal));
      await present(device.setOnline, 'setOnline')(false);
      await world.when(() => heard.includes('offline'), 'the signal `offline`');
      equal(host.online(), false, 'online without a network');
      await present(device.setOnline, 'setOnline')(true);
      await world.when(() => heard.includes('online'), 'the signal `online`');
      check(host.online() !== false, 'offline in the end');
      await world.advance(100);
      equal(heard.filter((signal) => signal === 'online' || signal === 'offline'), ['offline', 'online'], 'signals');
    },
  },
  {
    id: 'HOST-023',
    title: 'who has left hears nothing, who is still there hears everything; leaving twice is nothing',
    clauses: ['R7'],
    needs: ['host.online-switch'],
    run: async (world) => {
      const device = world.createDevice();
      const { host } = device.ports;
      const heard: string[] = [];
      const shared = (signal: HostSignal): void => {
        if (signal === 'offline') heard.push('shared');
      };
      const leave = host.listen((signal) => heard.push(`left ${signal}`));
      const leaveOne = host.listen(shared);
      host.listen(shared);
      leave();
      leave();
      leaveOne();
      leaveOne();
      host.listen((signal) => heard.push(signal));
      await present(device.setOnline, 'setOnline')(false);
      await world.when(() => heard.includes('offline'), 'the signal `offline`');
      await world.advance(50);
      equal(heard.slice().sort(), ['offline', 'shared'], 'what was heard');
    },
  },
];
