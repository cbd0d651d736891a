/** The ports for Node and Electron's main process. */
export { createNodePorts, type NodePortsOptions } from './create-node-ports.js';
