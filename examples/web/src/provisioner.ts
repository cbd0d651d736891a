import { createWebPorts } from '@firstring/adapter-web';
import { createProvisioner, type Provisioner, type Snapshot } from '@firstring/core/driver';
import { useSyncExternalStore } from 'react';

/** The page lies one level below its portal (`/demo/`); `?portal=` names another one. */
function portalOf(page: URL): string {
  const asked = page.searchParams.get('portal') ?? '';
  const portal = /^https?:/i.test(asked) && URL.canParse(asked) ? new URL(asked) : new URL('..', page);
  return portal.origin + portal.pathname.replace(/\/+$/, '');
}

export const portal: string = portalOf(new URL(location.href));

/** Whether somebody chose the portal in the page's address: then the form says to whom it will talk. */
export const portalIsForeign: boolean = new URL(portal).origin !== location.origin;

export const provisioner: Provisioner = createProvisioner({
  app: { name: 'Firstring web example', version: '1.0.0' },
  portal,
  ports: createWebPorts({ secrets: 'key' }),
  instance: portal,
  allowInsecure: 'loopback', // the demonstration runs on this machine; anywhere else http stays refused (W9)
});

export function useSnapshot(): Snapshot {
  return useSyncExternalStore(provisioner.subscribe, provisioner.getSnapshot);
}
