import { isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { openDatabase } from './database/open-database.js';
import type { Database, DatabaseConfig } from './database/database.js';
import { createApp, HEALTH_PATH, type LogOptions } from './http/create-app.js';
import { gracefulClose } from './http/graceful-close.js';
import { refuseOtherMethods } from './http/refuse-other-methods.js';
import type { RequestWatch } from './http/request-log.js';
import { addPageRoutes, PAGE_PATH } from './page/page-routes.js';
import { readFolder } from './page/read-folder.js';
import { createAppStore, type AppStore } from './portal/app-store.js';
import { addPortalRoutes } from './portal/portal-routes.js';
import { createAttemptLimit } from './provider/attempt-limit.js';
import { addProviderRoutes } from './provider/provider-routes.js';
import { createUserStore, type UserStore } from './provider/user-store.js';
import { seed } from './seed/seed.js';

/** Everything has a default that suits a test or a demonstration: loopback, any free port, in memory, quiet, seeded. */
export interface ReferenceServerConfig extends RequestWatch {
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /** Where clients reach this server: stands in the documents. Default: the address it listens on. */
  readonly publicUrl?: string;
  /** Default in memory. An opened {@link Database} is used and left open at the end. */
  readonly database?: DatabaseConfig | Database;
  /** Default `false`: no logs. */
  readonly log?: LogOptions | false;
  /** Artificial latency before each answer, in ms; default 0. For benchmarks and demonstrations only. */
  readonly latencyMs?: number;
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed; default none. */
  readonly trustedProxies?: readonly string[];
  /** How long `close` waits for requests under way, in ms; default 8,000. */
  readonly shutdownGraceMs?: number;
  /** Folder of a built page, served at `/demo/` as it is now; default none. */
  readonly demoDir?: string;
  /** Whether the sample apps are put there; default `true`. */
  readonly seed?: boolean;
  /** Exponent of scrypt's N for new passwords; default 15. Tests take less. */
  readonly passwordCost?: number;
  /** Clock of the limit on wrong passwords, in ms; default the system's. */
  readonly now?: () => number;
}

export interface ReferenceServer {
  /** Base address without a slash at the end: what a client gets as its portal. */
  readonly url: string;
  /** The address that it really listens on, if `url` was given from outside. */
  readonly listeningOn: string;
  /** Where the page of `demoDir` is; absent without one. */
  readonly demoUrl?: string;
  readonly database: Database['kind'];
  readonly apps: AppStore;
  readonly users: UserStore;
  /** Asks without a socket: fastify's `inject`. */
  readonly inject: FastifyInstance['inject'];
  /** Takes no new requests, finishes those under way, closes the database. `false`: some had to be cut off. */
  close(): Promise<boolean>;
}

/** Starts portal and provider; resolves when requests are answered. Rejects when the port, the database or the page cannot be had. */
export async function createReferenceServer(config: ReferenceServerConfig = {}): Promise<ReferenceServer> {
  const page = config.demoDir === undefined ? undefined : await readFolder(config.demoDir);
  const given = config.database ?? { kind: 'memory' };
  const borrowed = 'query' in given;
  const database = borrowed ? given : await openDatabase(given);
  const apps = createAppStore(database);
  const users = createUserStore(database, config.passwordCost);
  let ready = false;
  let publicUrl = config.publicUrl?.replace(/\/+$/, '') ?? '';

  const app = createApp({
    log: config.log ?? false,
    latencyMs: config.latencyMs ?? 0,
    trustedProxies: config.trustedProxies ?? [],
    isReady: () => ready,
    ...(config.onRequest && { onRequest: config.onRequest }),
    ...(config.onResponse && { onResponse: config.onResponse }),
  });
  const closeApp = gracefulClose(app, config.shutdownGraceMs ?? 8_000);
  app.get(HEALTH_PATH, async () => {
    await database.query('select 1');
    return { status: 'ok' };
  });
  refuseOtherMethods(app, HEALTH_PATH, ['GET', 'HEAD']);
  addPortalRoutes(app, apps);
  if (page !== undefined) addPageRoutes(app, page);
  addProviderRoutes(app, { users, admit: createAttemptLimit(config.now ?? Date.now), publicUrl: () => publicUrl });

  const close = async (): Promise<boolean> => {
    try {
      return await closeApp();
    } finally {
      if (!borrowed) await database.close();
    }
  };

  try {
    await app.listen({ host: config.host ?? '127.0.0.1', port: config.port ?? 0 });
    const listeningOn = addressOf(app.server.address());
    if (publicUrl === '') publicUrl = listeningOn;
    // The samples name the server's own address, which may be known only now.
    if (config.seed !== false) await seed(apps, users, publicUrl);
    ready = true;
    let closing: Promise<boolean> | undefined;
    return {
      url: publicUrl,
      listeningOn,
      ...(page === undefined ? {} : { demoUrl: `${publicUrl}${PAGE_PATH}` }),
      database: database.kind,
      apps,
      users,
      inject: app.inject.bind(app),
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A server that listens on every address is reached on the loopback one from here. */
function addressOf(address: { readonly address: string; readonly port: number } | string | null): string {
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  const any: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const host = any[address.address] ?? address.address;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${address.port}`;
}
