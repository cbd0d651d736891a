/** The reference server as a library: a portal and, beside it, a sample telephone provider, in one process. */
export { createReferenceServer, type ReferenceServer, type ReferenceServerConfig } from './reference-server.js';
export { openDatabase } from './database/open-database.js';
export type { Database, DatabaseConfig, Query } from './database/database.js';
export type { LogLevel, LogOptions } from './http/create-app.js';
export type { RequestEntry, RequestWatch, ResponseEntry } from './http/request-log.js';
export type { AppStore, Asset, Channel, DocumentKey, NewVersion, PortalDocument, PublishedDocument } from './portal/app-store.js';
export type { NewUser, Tenant, UserStore } from './provider/user-store.js';
export type { Account } from './documents/account.js';
export type { Collections, DialAction, QuickDial } from './documents/collections.js';
export { node, writeXml, type XmlNode } from './documents/xml.js';
