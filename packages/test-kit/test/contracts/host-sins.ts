import type { HostPort, HostSignal } from '@firstring/core/driver';
import { createVirtualHost } from '../../src/world/virtual-host.js';
import type { Sin } from './sin.js';

const timing = (change: (delayMs: number) => number): Sin<'host'>[2] => (host) => ({ ...host, timer: (delayMs, fire) => host.timer(change(delayMs), fire) });

const waiting = (change: (waitMs: number) => number): Sin<'host'>[2] => (host) => ({
  ...host,
  exclusively: (name, waitMs, work) => host.exclusively(name, change(waitMs), work),
});

const facts = (change: Partial<HostPort['facts']>): Sin<'host'>[2] => (host) => ({ ...host, facts: { ...host.facts, ...change } });

export const HOST_SINS: readonly Sin<'host'>[] = [
  ['counts seconds', ['HOST-001'], (host) => ({ ...host, now: () => Math.floor(host.now() / 1_000) })],
  ['has a clock that stands still', ['HOST-001'], (host) => {
    const start = host.now();
    return { ...host, now: () => start };
  }],
  ['writes a locale as POSIX does', ['HOST-002'], facts({ locale: 'cs_CZ.UTF-8' })],
  ['knows no processor', ['HOST-002'], facts({ cpu: '' })],
  ['knows no version', ['HOST-002'], facts({ platformVersion: undefined as unknown as string })],
  ['writes capital digits', ['HOST-003'], (host) => ({ ...host, entropy: (bytes) => host.entropy(bytes).toUpperCase() })],
  ['counts digits for bytes', ['HOST-003'], (host) => ({ ...host, entropy: (bytes) => host.entropy(bytes).slice(0, bytes) })],
  ['draws low bytes', ['HOST-003'], (host) => ({ ...host, entropy: (bytes) => host.entropy(bytes).replace(/[89a-f](?=(..)*.$)/g, '0') })],
  ['draws the same every time', ['HOST-003', 'HOST-004'], (host) => ({ ...host, entropy: (bytes) => 'ab'.repeat(bytes) })],
  ['begins with the same chance at every start', ['HOST-004'], (host) => {
    let drawn = 0;
    return { ...host, entropy: (bytes) => {
      drawn += 1;
      return drawn === 1 && bytes === 16 ? '0'.repeat(32) : host.entropy(bytes);
    } };
  }],
  ['fires early', ['HOST-011'], timing((delayMs) => delayMs / 2)],
  ['fires again and again', ['HOST-011', 'HOST-015'], (host) => ({ ...host, timer: (delayMs, fire) => host.timer(delayMs, () => {
    fire();
    host.timer(1, fire);
  }) })],
  ['cancels nothing', ['HOST-012'], (host) => ({ ...host, timer: (delayMs, fire) => {
    host.timer(delayMs, fire);
    return () => undefined;
  } })],
  ['cancels the next timer after one that fired', ['HOST-012'], (host) => {
    let reused: (() => void) | undefined;
    return { ...host, timer: (delayMs, fire) => {
      let over = false;
      const cancel = host.timer(delayMs, () => {
        over = true;
        fire();
      });
      if (delayMs === 0) reused = cancel;
      return () => {
        if (over) reused?.();
        else cancel();
      };
    } };
  }],
  ['fires inside the call', ['HOST-013'], (host) => ({ ...host, timer: (delayMs, fire) => {
    if (delayMs > 0) return host.timer(delayMs, fire);
    fire();
    return () => undefined;
  } })],
  ['waits for the time that has passed', ['HOST-013'], timing(Math.abs)],
  ['overflows', ['HOST-014'], timing((delayMs) => (delayMs > 2 ** 31 - 1 ? 1 : delayMs))],
  ['counts delays in 32 bits', ['HOST-014'], timing((delayMs) => (delayMs > 0 ? delayMs % 2 ** 31 : delayMs))],
  ['rounds delays to half seconds', ['HOST-015'], timing((delayMs) => (delayMs === 100 || delayMs === 200 ? 350 : delayMs))],
  ['never has a network', ['HOST-021', 'HOST-022'], (host) => ({ ...host, online: () => false })],
  ['cannot tell, although it was said to', ['HOST-022'], (host) => ({ ...host, online: () => undefined })],
  ['gives no signals', ['HOST-022', 'HOST-023'], (host) => ({ ...host, listen: () => () => undefined })],
  ['gives signals twice', ['HOST-022', 'HOST-023'], (host) => ({ ...host, listen: (listener) => host.listen((signal) => {
    listener(signal);
    listener(signal);
  }) })],
  ['gives signals in the wrong order', ['HOST-022', 'HOST-023'], (host) => ({ ...host, listen: (listener) => host.listen((signal) => {
    listener(signal === 'offline' ? 'online' : signal === 'online' ? 'offline' : signal);
  }) })],
  ['lets nobody leave', ['HOST-023'], (host) => ({ ...host, listen: (listener) => {
    host.listen(listener);
    return () => undefined;
  } })],
  ['knows listeners by what they are', ['HOST-023'], (host) => {
    const listeners = new Set<(signal: HostSignal) => void>();
    host.listen((signal) => {
      for (const listener of listeners) listener(signal);
    });
    return { ...host, listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    } };
  }],
  ['has no locks', ['HOST-031', 'HOST-032', 'HOST-035', 'HOST-036', 'HOST-037'], (host) => ({ ...host, exclusively: (_name, _waitMs, work) => work() })],
  ['has locks of one window', ['HOST-032'], (host, { clock, random, alive }) => {
    const { port } = createVirtualHost(clock, random, new Map(), alive);
    return { ...host, exclusively: (name, waitMs, work) => port.exclusively(name, waitMs, work) };
  }],
  ['has one lock for everything', ['HOST-033'], (host) => ({ ...host, exclusively: (_name, waitMs, work) => host.exclusively('', waitMs, work) })],
  ['loses the result', ['HOST-031', 'HOST-032', 'HOST-033', 'HOST-034', 'HOST-035', 'HOST-036'], (host) => ({ ...host, exclusively: (name, waitMs, work) => host.exclusively(name, waitMs, work).then(() => undefined as never) })],
  ['swallows a rejection', ['HOST-034'], (host) => ({ ...host, exclusively: (name, waitMs, work) => host.exclusively(name, waitMs, work).catch(() => undefined as never) })],
  ['keeps the lock after a rejection', ['HOST-034'], (host) => ({ ...host, exclusively: (name, waitMs, work) => host.exclusively(name, waitMs, work).catch((error: unknown) => {
    void host.exclusively(name, waitMs, () => new Promise(() => undefined));
    throw error;
  }) })],
  ['waits for the owner, however long', ['HOST-035'], waiting((waitMs) => Math.max(waitMs, 10_000))],
  ['does not wait', ['HOST-031', 'HOST-032', 'HOST-035', 'HOST-036', 'HOST-037'], waiting(() => 0)],
  ['takes the lock from who had it', ['HOST-035'], (host, { own, clock, random, alive }) => ({ ...host, exclusively: (name, waitMs, work) => {
    const before = own.locks.get(name) ?? Promise.resolve();
    const fresh = new Map([[name, before]]);
    const running = createVirtualHost(clock, random, fresh, alive).port.exclusively(name, waitMs, work);
    own.locks.set(name, running.catch(() => undefined));
    return running;
  } })],
  ['waits as long as it is told', ['HOST-036'], (host, { clock, own }) => ({ ...host, exclusively: (name, waitMs, work) => {
    if (waitMs <= 10_000) return host.exclusively(name, waitMs, work);
    const before = own.locks.get(name) ?? Promise.resolve();
    return Promise.race([before, new Promise<void>((resolve) => clock.schedule(waitMs, resolve))]).then(work);
  } })],
  ['gives up', ['HOST-035', 'HOST-036'], (host, { clock }) => ({ ...host, exclusively: (name, waitMs, work) => {
    const start = clock.now();
    return host.exclusively(name, waitMs, () => (clock.now() - start >= Math.min(Math.max(1, waitMs), 10_000) ? Promise.reject(new Error('no lock')) : work()));
  } })],
  ['looks for the lock now and then', ['HOST-037'], (host, { clock }) => ({ ...host, exclusively: (name, waitMs, work) => {
    const start = clock.now();
    return host.exclusively(name, waitMs, async () => {
      const waited = clock.now() - start;
      if (waited === 100 && waitMs === 10_000 && name === 'contract/refresh') await new Promise<void>((resolve) => clock.schedule(5_000, resolve));
      return work();
    });
  } })],
];
