import type { Pairs } from '@firstring/core';
import type { MockAuthentication } from './authentication.js';
import type { MockApp, MockProvider, MockUser, MockVersion } from './mock-state.js';
import { sampleAccount } from './sample-account.js';
import { sampleGlobal } from './sample-global.js';
import { sampleTheme } from './sample-theme.js';
import { xmlDocument, xmlElement, xmlElements, type XmlPart } from './xml.js';

/** Where a service definition puts username and password (W3, W8). */
export type SentAs = 'form' | 'query' | 'json' | 'xml';

export interface SampleAppOptions {
  /** Canonical (I2). */
  readonly cloudId?: string;
  /** Where the provider is reached: scheme, host and port. */
  readonly providerUrl: string;
  /** Whether steps 3 and 4 are configured (F4). Default: both. */
  readonly global?: boolean;
  readonly account?: boolean;
  readonly sentAs?: SentAs;
  /** Keys of services, such as `InitialProvisioningTimeout`; the same name as an ordinary one replaces it. */
  readonly serviceKeys?: Pairs<string>;
  /** Preference keys beside the ordinary ones (D4). */
  readonly preferences?: Pairs<string>;
  /** Defaults of the account beside the ordinary ones (D5, D5a). */
  readonly accountDefaults?: Pairs<string>;
  /** `epoch.revision` of both documents (P4). Default: they carry none. */
  readonly revision?: string;
  readonly users?: readonly MockUser[];
  readonly wrongPassword?: string;
  /** Asks whoever wants the account to sign the request; the service keys are the caller's (`InitialProvisioningAuthUsername`). */
  readonly authentication?: MockAuthentication;
}

export interface SampleApp {
  readonly app: MockApp;
  readonly provider: MockProvider;
}

/** What a person types in the samples. */
export const SAMPLE_USER = { username: 'alice', password: 'canary-9c41-pa$$ word' } as const;

export const WRONG_PASSWORD = 'Acme: this password does not fit.';

/** A whole app as an operator would set it up: both versions at the portal, and its provider. */
export function sampleApp(options: SampleAppOptions): SampleApp {
  const cloudId = options.cloudId ?? 'ACME';
  return {
    app: { cloudId, live: sampleVersion(options, 'live'), editable: sampleVersion(options, 'editable') },
    provider: {
      path: `/${cloudId.toLowerCase()}`,
      global: sampleGlobal(),
      users: options.users ?? [{ ...SAMPLE_USER, account: sampleAccount({ username: '1001' }) }],
      wrongPassword: options.wrongPassword ?? WRONG_PASSWORD,
      ...(options.authentication === undefined ? {} : { authentication: options.authentication }),
    },
  };
}

function sampleVersion(options: SampleAppOptions, version: 'live' | 'editable'): MockVersion {
  return { provisioning: sampleProvisioning(options, version), theme: sampleTheme(version, options.revision) };
}

function sampleProvisioning(options: SampleAppOptions, version: string): string {
  const replaced = options.serviceKeys ?? [];
  const services = [
    ...ordinaryServices(options).filter(([name]) => !replaced.some(([other]) => other === name)),
    ...replaced,
  ];
  return xmlDocument(
    xmlElement('provisioning', [
      xmlElement('prefKeys', [
        preference('contactSources', 'ab,ws'),
        preference('incomingCallsMode', 'push'),
        preference('voicemailEnabled', 'on'),
        preference('acmeVersion', version),
        ...(options.preferences ?? []).map(([name, value]) => preference(name, value)),
      ]),
      ...xmlElements(services),
      xmlElement('account', [
        xmlElement(
          'prop',
          [
            xmlElement(
              'validator',
              [xmlElement('message', 'Enter a number.'), xmlElement('message1', 'Too low.', [['lang', 'en']])],
              [['type', 'numeric'], ['min', '30'], ['max', '3600']],
            ),
          ],
          [['name', 'expires'], ['default', '300']],
        ),
        xmlElement('voiceMailNumber', '*97'),
        xmlElement('codecOrder', '8,0'),
        ...xmlElements(options.accountDefaults ?? []),
      ]),
      xmlElement('quickDial', [
        xmlElement('item', [xmlElement('displayName', 'Support'), xmlElement('uri', '611')], [['id', 'support']]),
      ]),
    ], options.revision === undefined ? [] : [['revision', options.revision]]),
  );
}

function preference(name: string, value: string): XmlPart {
  return xmlElement('prop', '', [['name', name], ['default', value]]);
}

/** Both capitalisations of the two prefixes occur (W1). */
function ordinaryServices(options: SampleAppOptions): Pairs<string> {
  const base = `${options.providerUrl}/${(options.cloudId ?? 'ACME').toLowerCase()}`;
  const global: Pairs<string> = [
    ['initialGlobalProvisioningUrl', `${base}/global`],
    ['initialGlobalProvisioningPostData', 'code=%fullcode%&install=%installid%'],
  ];
  return [
    ...(options.global === false ? [] : global),
    ...(options.account === false ? [] : accountService(`${base}/account`, options.sentAs ?? 'form')),
  ];
}

function accountService(url: string, sentAs: SentAs): Pairs<string> {
  const prefix = 'InitialProvisioning';
  switch (sentAs) {
    case 'form':
      return [[`${prefix}Url`, url], [`${prefix}PostData`, 'user=%username%&pass=%password%&code=%fullcode%']];
    case 'query':
      return [[`${prefix}Url`, `${url}?user=%username%&pass=%password%&code=%fullcode%`]];
    case 'json':
      return [
        [`${prefix}Url`, url],
        [`${prefix}PostData`, '{"user":"%username%","pass":"%password%","code":"%fullcode%"}'],
        [`${prefix}ContentType`, 'application/json'],
      ];
    case 'xml':
      return [
        [`${prefix}Url`, url],
        [`${prefix}PostData`, '<login><user>%username%</user><pass>%password%</pass><code>%fullcode%</code></login>'],
        [`${prefix}ContentType`, 'application/xml'],
      ];
  }
}
