/** The mock portal and provider in a process of their own: starts when forked, tells its addresses, answers with its log. */
import { EMPTY_MOCK, holdMock, sampleApp } from '@firstring/test-kit';
import { serveMock } from '@firstring/test-kit/node';

/** Added before every answer, in ms. */
const LATENCY_MS = 50;

const slow = [{ transport: { latencyMs: LATENCY_MS } }];
const behaviours = { provisioning: slow, theme: slow, global_extprov: slow, extprov: slow };

const holder = holdMock(EMPTY_MOCK);
const portal = await serveMock(holder, 'portal');
const provider = await serveMock(holder, 'provider');
const { app, provider: tenant } = sampleApp({ providerUrl: provider.url });
await holder.change(() => ({ ...EMPTY_MOCK, apps: [app], providers: [tenant], behaviours }));

process.on('message', (word) => {
  if (word === 'log') process.send?.(holder.requests());
  if (word === 'clear') {
    holder.clear();
    process.send?.([]);
  }
});
process.on('disconnect', () => process.exit(0));
process.send?.({ portal: portal.url, provider: provider.url });
