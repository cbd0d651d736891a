import { provisioningXml } from '../documents/provisioning.js';
import { XML_TYPE } from '../documents/xml.js';
import type { AppStore, Channel } from '../portal/app-store.js';
import type { UserStore } from '../provider/user-store.js';
import { acme } from './acme.js';
import { nordic } from './nordic.js';
import type { SampleApp } from './sample-app.js';

const CHANNELS: readonly Channel[] = ['live', 'editable'];

/**
 * Puts the sample apps there. What exists stays: users keep their passwords and accounts, and a document that somebody
 * else published is not replaced. A sample document is published again when it changed, as it does with the server's address.
 */
export async function seed(apps: AppStore, users: UserStore, publicUrl: string): Promise<void> {
  for (const sample of [acme(publicUrl), nordic(publicUrl)]) {
    await seedProvider(users, sample);
    await seedPortal(apps, sample, publicUrl);
  }
}

async function seedProvider(users: UserStore, { tenant, users: samples }: SampleApp): Promise<void> {
  if ((await users.tenant(tenant.tenant)) === undefined) await users.saveTenant(tenant);
  for (const user of samples) {
    if (!(await users.hasUser(tenant.tenant, user.username))) await users.saveUser({ ...user, tenant: tenant.tenant });
  }
}

async function seedPortal(apps: AppStore, sample: SampleApp, publicUrl: string): Promise<void> {
  const { cloudId, name, tenant } = sample;
  await apps.saveApp({ cloudId, name, tenant: tenant.tenant });
  const bytes = Buffer.from(sample.logo, 'utf8');
  const sha256 = await apps.saveAsset({ bytes, mediaType: 'image/svg+xml' });
  const logo = { url: `${publicUrl}/v1/assets/${sha256}`, sha256, bytes: bytes.byteLength };
  for (const channel of CHANNELS) {
    const provisioning = (revision: string): Buffer => provisioningXml(sample.provisioning(channel), revision);
    await apps.publish({ cloudId, channel, document: 'provisioning' }, { write: provisioning, mediaType: XML_TYPE, author: 'seed' });
    const theme = (revision: string): Buffer => Buffer.from(`${JSON.stringify({ revision, ...sample.theme(channel, logo) }, null, 2)}\n`, 'utf8');
    await apps.publish({ cloudId, channel, document: 'theme' }, { write: theme, mediaType: 'application/json', author: 'seed' });
  }
}
