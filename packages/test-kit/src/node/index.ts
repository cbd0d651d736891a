/** The mock on real sockets, a world around an adapter that is handed in, and a page for worlds in a browser. */
export { serveMock, type ServedMock, type ServerIdentity } from './serve-mock.js';
export type { SocketWorldTls } from './served-world.js';
export { createSocketWorld, type PortOptions, type SocketWorldOptions } from './socket-world.js';
export { servePage, type PageOptions, type ServedPage } from './serve-page.js';
