import { createHash } from 'node:crypto';
import type { Database } from '../database/database.js';
import { strongEtag } from '../http/etag.js';

export type Channel = 'live' | 'editable';
export type PortalDocument = 'provisioning' | 'theme';

/** Which of an app's documents: the cloud ID in any case, without its star (I2, I3). */
export interface DocumentKey {
  readonly cloudId: string;
  readonly channel: Channel;
  readonly document: PortalDocument;
}

/** Bytes as they are served. */
export interface PublishedDocument {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly etag: string;
}

export interface NewVersion {
  /** The bytes, with the revision that they are to carry, such as `1.17` (P4). The same revision gives the same bytes. */
  readonly write: (revision: string) => Uint8Array;
  readonly mediaType: string;
  /** Who publishes: `seed` for the samples, which never replace what somebody else published. */
  readonly author: string;
}

export interface Asset {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** The portal's data: versions that never change, and a pointer to the one that is served. */
export interface AppStore {
  saveApp(app: { readonly cloudId: string; readonly name: string; readonly tenant: string }): Promise<void>;
  /** Adds a version under the next revision and serves it from now on, in one step. What is served already is no new version. */
  publish(key: DocumentKey, version: NewVersion): Promise<{ readonly revision: number; readonly etag: string; readonly changed: boolean }>;
  published(key: DocumentKey): Promise<PublishedDocument | undefined>;
  /** Keeps bytes under their own SHA-256, lower-case hex, which is returned. */
  saveAsset(asset: Asset): Promise<string>;
  asset(sha256: string): Promise<Asset | undefined>;
}

export function createAppStore(database: Database): AppStore {
  return {
    async saveApp({ cloudId, name, tenant }) {
      const canonical = canonicalCloudId(cloudId);
      if (canonical === undefined) throw new TypeError('This is no cloud ID (I2).');
      await database.query(
        `insert into apps (cloud_id, name, tenant) values ($1, $2, $3) on conflict (cloud_id) do nothing`,
        [canonical, name, tenant],
      );
    },

    publish: (key, version) =>
      database.transaction(async (query) => {
        const cloudId = canonicalCloudId(key.cloudId);
        const of = [cloudId, key.channel, key.document];
        // Publishers of one app take turns, so that revisions have neither gaps nor twins.
        const [app] = await query('select 1 from apps where cloud_id = $1 for update', [cloudId]);
        if (app === undefined) throw new Error('No app has this cloud ID.');
        const [current] = await query<{ epoch: number; revision: number; etag: string; author: string }>(
          `select v.epoch, v.revision, v.etag, v.author from published p join versions v on v.id = p.version_id
           where p.cloud_id = $1 and p.channel = $2 and p.document = $3`,
          of,
        );
        const same = current !== undefined && current.etag === strongEtag(version.write(`${current.epoch}.${current.revision}`));
        const keep = same || (current !== undefined && version.author === 'seed' && current.author !== 'seed');
        if (keep) return { revision: current.revision, etag: current.etag, changed: false };
        const [newest = { epoch: 1, revision: 0 }] = await query<{ epoch: number; revision: number }>(
          `select epoch, revision from versions where cloud_id = $1 and channel = $2 and document = $3
           order by epoch desc, revision desc limit 1`,
          of,
        );
        const { epoch } = newest;
        const revision = newest.revision + 1;
        const bytes = version.write(`${epoch}.${revision}`);
        const etag = strongEtag(bytes);
        const [added] = await query<{ id: number }>(
          `insert into versions (cloud_id, channel, document, epoch, revision, author, media_type, bytes, etag)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           returning id`,
          [...of, epoch, revision, version.author, version.mediaType, bytes, etag],
        );
        if (added === undefined) throw new Error('The version was not stored.');
        await query(
          `insert into published (cloud_id, channel, document, version_id) values ($1, $2, $3, $4)
           on conflict (cloud_id, channel, document) do update set version_id = excluded.version_id`,
          [...of, added.id],
        );
        return { revision, etag, changed: true };
      }),

    async published({ cloudId, channel, document }) {
      const canonical = canonicalCloudId(cloudId);
      if (canonical === undefined) return undefined;
      const [row] = await database.query<{ bytes: Uint8Array; media_type: string; etag: string }>(
        `select v.bytes, v.media_type, v.etag from published p join versions v on v.id = p.version_id
         where p.cloud_id = $1 and p.channel = $2 and p.document = $3`,
        [canonical, channel, document],
      );
      return row && { bytes: row.bytes, mediaType: row.media_type, etag: row.etag };
    },

    async saveAsset({ bytes, mediaType }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await database.query(
        'insert into assets (sha256, media_type, bytes) values ($1, $2, $3) on conflict (sha256) do nothing',
        [sha256, mediaType, bytes],
      );
      return sha256;
    },

    async asset(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
      const [row] = await database.query<{ bytes: Uint8Array; media_type: string }>(
        'select bytes, media_type from assets where sha256 = $1',
        [sha256],
      );
      return row && { bytes: row.bytes, mediaType: row.media_type };
    },
  };
}

/** I2: upper case, without star; `undefined` for what is no cloud ID. */
function canonicalCloudId(text: string): string | undefined {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text) ? text.toUpperCase() : undefined;
}
