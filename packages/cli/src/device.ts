import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createNodePorts } from '@firstring/adapter-node';
import { isLoopback, originOf, splitUrl, type InsecurePolicy } from '@firstring/core';
import { createProvisioner, type Ports, type Provisioner, type Recorder } from '@firstring/core/driver';
import type { CommandLine } from './command-line.js';
import { VERSION } from './version.js';

/** This machine as a provisioned device: what is saved lives in one folder. */
export interface Device {
  readonly stateDir: string;
  readonly provisioner: Provisioner;
}

/** `recorder` keeps what happens; `onPlainHttp` hears of each origin beyond this machine just before plain http goes there for the first time (W9). */
export function openDevice(line: CommandLine, environment: NodeJS.ProcessEnv, onPlainHttp: (origin: string) => void = () => undefined, recorder?: Recorder): Device {
  const stateDir = resolve(line.stateDir ?? defaultStateDir(environment));
  const ports = createNodePorts({ stateDir });
  const provisioner = createProvisioner({
    app: { name: 'firstring', version: VERSION },
    portal: line.portal ?? '',
    ports: { ...ports, http: watchPlainHttp(ports.http, onPlainHttp) },
    instance: line.instance,
    allowInsecure: insecurePolicy(line),
    overlap: line.overlap,
    ...(recorder === undefined ? {} : { recorder }),
  });
  return { stateDir, provisioner };
}

/** Plain http on this machine always; beyond it only when it was asked for, and then without passwords (W9). */
export function insecurePolicy({ allowHttp }: CommandLine): InsecurePolicy {
  return allowHttp ? 'secrets-on-loopback' : 'loopback';
}

function watchPlainHttp(http: Ports['http'], onPlainHttp: (origin: string) => void): Ports['http'] {
  const told = new Set<string>();
  return {
    ...http,
    send(request, limits, onProgress) {
      const url = splitUrl(request.url);
      if (url.ok && url.value.scheme === 'http' && !isLoopback(url.value.host)) {
        const origin = originOf(url.value);
        if (!told.has(origin)) onPlainHttp(origin);
        told.add(origin);
      }
      return http.send(request, limits, onProgress);
    },
  };
}

function defaultStateDir({ XDG_STATE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32' && LOCALAPPDATA !== undefined && LOCALAPPDATA !== '') return join(LOCALAPPDATA, 'firstring', 'state');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'firstring', 'state');
  const base = XDG_STATE_HOME === undefined || XDG_STATE_HOME === '' ? join(homedir(), '.local', 'state') : XDG_STATE_HOME;
  return join(base, 'firstring');
}
