import type { ProvisioningDocument } from '../documents/provisioning.js';
import type { Channel } from '../portal/app-store.js';
import type { NewUser, Tenant } from '../provider/user-store.js';

/** What the samples are made of; addresses inside depend on where the server stands. */
export interface SampleApp {
  readonly cloudId: string;
  readonly name: string;
  readonly tenant: Tenant;
  readonly users: readonly Omit<NewUser, 'tenant'>[];
  /** An SVG, served beside the documents. */
  readonly logo: string;
  readonly provisioning: (channel: Channel) => ProvisioningDocument;
  readonly theme: (channel: Channel, logo: LogoReference) => object;
}

/** An image as a theme names it (D12). */
export interface LogoReference {
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
}
