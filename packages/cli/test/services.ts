import { behave, EMPTY_MOCK, holdMock, sampleApp, SAMPLE_USER, type Behaviour, type MockHolder, type SampleAppOptions } from '@firstring/test-kit';
import { serveMock, type ServedMock } from '@firstring/test-kit/node';

export const { username: USERNAME, password: PASSWORD } = SAMPLE_USER;
export const WHO = `${USERNAME}@ACME`;

/** A portal and a provider on real sockets of this machine, with one sample app. */
export interface Services {
  readonly portal: ServedMock;
  readonly provider: ServedMock;
  readonly mock: MockHolder;
  /** What happens to all further requests for a document. */
  readonly behave: (document: 'provisioning' | 'theme' | 'global_extprov' | 'extprov', behaviour: Behaviour) => Promise<void>;
  readonly install: (options?: Partial<SampleAppOptions>) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startServices(): Promise<Services> {
  const mock = holdMock(EMPTY_MOCK);
  const portal = await serveMock(mock, 'portal');
  const provider = await serveMock(mock, 'provider');
  const install: Services['install'] = async (options = {}) => {
    const sample = sampleApp({ providerUrl: provider.url, ...options });
    await mock.change((state) => ({ ...state, apps: [sample.app], providers: [sample.provider], behaviours: {} }));
  };
  await install();
  return {
    portal,
    provider,
    mock,
    install,
    behave: async (document, behaviour) => {
      await mock.change((state) => behave(state, document, behaviour));
    },
    close: async () => {
      await Promise.all([portal.close(), provider.close()]);
    },
  };
}
