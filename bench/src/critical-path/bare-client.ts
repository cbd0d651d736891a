import { Agent, request } from 'node:http';
import { SAMPLE_USER } from '@firstring/test-kit';
import type { SlowServers } from './slow-servers.js';

/** The least that any client must do: the same requests in the same waves, nothing read, merged or saved. */
export interface BareClient {
  run(order: 'waves' | 'overlap' | 'sequential'): Promise<void>;
  close(): void;
}

export function createBareClient(servers: SlowServers): BareClient {
  const agent = new Agent({ keepAlive: true });
  const fetchBytes = (url: string, body?: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
      request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
        response.on('error', reject).on('end', resolve).resume();
      })
        .on('error', reject)
        .end(body);
    });

  const { username, password } = SAMPLE_USER;
  const account = `user=${encodeURIComponent(username)}&pass=${encodeURIComponent(password)}`;
  const steps = [
    () => fetchBytes(`${servers.portal}/v1/apps/ACME/live/provisioning`),
    () => fetchBytes(`${servers.portal}/v1/apps/ACME/live/theme`),
    () => fetchBytes(`${servers.provider}/acme/global`, 'code=ACME&install=bare'),
    () => fetchBytes(`${servers.provider}/acme/account`, account),
  ] as const;
  const [provisioning, theme, global, extprov] = steps;

  return {
    async run(order) {
      if (order === 'sequential') {
        for (const step of steps) await step();
        return;
      }
      await Promise.all([provisioning(), theme()]);
      if (order === 'overlap') await Promise.all([global(), extprov()]);
      else {
        await global();
        await extprov();
      }
    },
    close: () => {
      agent.destroy();
    },
  };
}
