/** The ports for browsers. */
export { createWebPorts, type WebPortsOptions } from './create-web-ports.js';
