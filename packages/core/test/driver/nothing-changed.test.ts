import { expect, test, vi } from 'vitest';
import type { Ports } from '../../src/driver/ports.js';
import * as applying from '../../src/merge/apply-document.js';
import * as merging from '../../src/merge/merge.js';
import { ACCOUNT_PASSWORD, quiet, rig, type Rig } from './rig.js';

vi.mock('../../src/merge/apply-document.js', { spy: true });
vi.mock('../../src/merge/merge.js', { spy: true });

const ACCOUNT = `<account><title>A</title><username>1</username><password>${ACCOUNT_PASSWORD}</password><host>h.example</host><extProvUrl>https://prov.example/again</extProvUrl></account>`;

interface Seen {
  parsed: number;
  committed: number;
}

/** Signed in, on servers that give ETags and know them again where `validators` says so. */
async function signedIn(validators: boolean): Promise<Rig & { readonly seen: Seen }> {
  const seen: Seen = { parsed: 0, committed: 0 };
  const counted = (ports: Ports): Ports => {
    const { xml, store, http } = ports;
    if (typeof xml === 'function') throw new Error('is loaded later');
    return {
      ...ports,
      xml: {
        read(bytes, limits) {
          seen.parsed += 1;
          return xml.read(bytes, limits);
        },
      },
      store: {
        ...store,
        commit(...args) {
          seen.committed += 1;
          return store.commit(...args);
        },
      },
      http: {
        ...http,
        send(request, limits) {
          const known = request.headers.some(([name]) => name.toLowerCase() === 'if-none-match');
          const sending = http.send(request, limits);
          if (!validators) return sending;
          return {
            ...sending,
            outcome: sending.outcome.then((outcome) =>
              outcome.ok ? { ok: true, answer: { ...outcome.answer, headers: [['etag', '"1"']], ...(known && { status: 304, body: new Uint8Array() }) } } : outcome,
            ),
          };
        },
      },
    };
  };
  const started = rig({ documents: { account: ACCOUNT }, replace: counted });
  const result = await started.provisioner.provision({ cloudId: 'ACME', username: 'alice', password: 'p' });
  expect(result.ok).toBe(true);
  await quiet();
  await started.provisioner.refresh(); // the account's own service is another one than that of the sign-in: its first answer has no validators yet (R2, R5)
  return Object.assign(started, { seen });
}

test.each([
  ['R5, O2: every answer is 304', true],
  ['R5: every answer is 200 with the same bytes', false],
])('%s: no merge, no write, no reading of XML, the same profile object', async (_title, validators) => {
  const { provisioner, seen } = await signedIn(validators);
  const { profile } = provisioner.getSnapshot();
  Object.assign(seen, { parsed: 0, committed: 0 });
  vi.mocked(applying.applyDocument).mockClear();
  vi.mocked(merging.merge).mockClear();

  const result = await provisioner.refresh();
  await quiet();
  expect(result).toMatchObject({ ok: true, changed: false });
  expect(provisioner.getSnapshot().refresh?.steps).toMatchObject({ provisioning: { status: 'unchanged' }, theme: { status: 'unchanged' }, extprov: { status: 'unchanged' } });
  expect(provisioner.getSnapshot().profile).toBe(profile);
  expect(seen).toEqual({ parsed: 0, committed: 0 });
  expect(applying.applyDocument).not.toHaveBeenCalled();
  expect(merging.merge).not.toHaveBeenCalled();
  provisioner.dispose();
});
