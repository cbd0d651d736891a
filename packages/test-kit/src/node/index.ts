/** The mock on real sockets, and a world around an adapter that is handed in. */
export { serveMock, type ServedMock, type ServerIdentity } from './serve-mock.js';
export { createSocketWorld, type PortOptions, type SocketWorldOptions, type SocketWorldTls } from './socket-world.js';
