import type { SecretLevel } from '@firstring/core/driver';
import { createXmlPort } from '@firstring/core/xml';
import { createVirtualHost, type VirtualLocks } from './virtual-host.js';
import { createVirtualHttp } from './virtual-http.js';
import type { VirtualPlatform } from './virtual-platform.js';
import { createVirtualKeystore, createVirtualSecrets, type VirtualKeystore } from './virtual-secrets.js';
import { createVirtualDisk, createVirtualStore, dumpDisk, type VirtualDisk } from './virtual-store.js';

export interface IdealHardware {
  readonly disk: VirtualDisk;
  keystore: VirtualKeystore;
  readonly locks: VirtualLocks;
}

/** Devices that can do everything, with ports made for the purpose. */
export function idealPlatform(secretLevel: SecretLevel): VirtualPlatform<IdealHardware> {
  return {
    capabilities: {
      'store.durable': true,
      'store.scope': 'host',
      'secrets.durable': secretLevel !== 'memory',
      'secrets.shared': true,
      'http.redirects': 'controlled',
      'http.body-cap': 'streamed',
      'http.failures': 'told',
      'http.encodings-checked': true,
      'http.repeated-headers': 'apart',
      'http.plain-host': true,
      'http.https': true,
      'faults.refuse': true,
      'faults.reset': true,
      'faults.truncate': true,
      'faults.dns': true,
      'faults.tls': true,
      'faults.storage': true,
      'faults.storage-broken': true,
      'faults.crash': true,
      'host.online-switch': true,
      'host.locks': true,
    },
    makeHardware: () => ({ disk: createVirtualDisk(), keystore: createVirtualKeystore(), locks: new Map() }),
    start: (around, own, online, alive) => {
      const host = createVirtualHost(around.clock, around.random, own.locks, alive);
      host.setOnline(online);
      return {
        ports: {
          http: createVirtualHttp({ ...around, online: host.isOnline }),
          xml: createXmlPort(),
          store: createVirtualStore(own.disk, around.work, alive),
          secrets: createVirtualSecrets(own.keystore, around.work, around.random, secretLevel),
          host: host.port,
        },
        setOnline: host.setOnline,
      };
    },
    appEnded: (own) => {
      if (secretLevel === 'memory') own.keystore = createVirtualKeystore();
      own.locks.clear();
    },
    dump: (own) => dumpDisk(own.disk),
    failCommits: (own, reason, times) => {
      own.disk.failures = Array.from({ length: times }, () => reason);
    },
    setBroken: (own, broken) => {
      own.disk.broken = broken;
    },
  };
}
