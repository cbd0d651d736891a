import type { SafeElement, RawElement } from '../../src/document/tree.js';
import { splitSecrets } from '../../src/document/split-secrets.js';
import { XML_LIMITS } from '../../src/document/reading.js';
import type { DocumentName, SecretRef } from '../../src/document/tree.js';
import { createXmlPort } from '../../src/xml/index.js';

export const xml = createXmlPort();

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function parse(text: string): RawElement {
  const reading = xml.read(bytes(text), XML_LIMITS);
  if (!reading.ok) throw new Error(`${reading.code} at ${reading.line}:${reading.column}`);
  return freeze(reading.root);
}

export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

export interface TestVault {
  readonly keep: (value: string) => string;
  readonly reveal: (ref: SecretRef) => string | undefined;
  readonly kept: () => readonly string[];
}

export function vault(): TestVault {
  const values: string[] = [];
  return {
    keep(value) {
      if (!values.includes(value)) values.push(value);
      return `s${values.indexOf(value) + 1}`;
    },
    reveal: (ref) => values[Number(ref.secret.slice(1)) - 1],
    kept: () => [...values],
  };
}

/** A document as the core sees it, and the secrets that were taken out of it. */
export function split(text: string, asked: DocumentName): { readonly root: SafeElement; readonly vault: TestVault } {
  const own = vault();
  return { root: freeze(splitSecrets(parse(text), asked, own.keep)), vault: own };
}

export const ACCOUNT = `<?xml version="1.0" encoding="UTF-8"?>
<!-- provisioned for alice -->
<account id="acme-alice">
  <title>Alice at Acme</title>
  <username>alice</username>
  <password>pa55&amp;canary</password>
  <cloud_username>alice@acme</cloud_username>
  <cloud_password>cloud-canary</cloud_password>
  <host> sip.acme.example:5061 </host>
  <transport>tls+sip:</transport>
  <expires priority="50" source="billing">600</expires>
  <codecOrder>0,8,9,3,102</codecOrder>
  <extProvUrl>https://prov.acme.example/account?u=%account[cloud_username]%&amp;k=query-canary</extProvUrl>
  <extProvInterval>3600</extProvInterval>
  <genericSmsSendUrl>https://sms.acme.example/send</genericSmsSendUrl>
  <genericSmsSendPostData>{"key":"body-canary","to":"%sms_to%"}</genericSmsSendPostData>
  <rewriting><rule><conditions><condition type="startsWith" param="00"/></conditions><actions><action type="replace" param="+"/></actions></rule></rewriting>
  <blf><uri>201</uri><uri>202</uri></blf>
  <voipmsNotificationUrl>https://hook.example/unknown-canary</voipmsNotificationUrl>
  <X-install-id priority="30" note="attribute-canary"><deep id="deep-canary">more-canary</deep></X-install-id>
  <voiceMailNumber/>
</account>`;

export const PROVISIONING = `<provisioning>
  <saas><identifier>LICENCE</identifier></saas>
  <prefKeys>
    <prop name="contactSources" default="ab,ws"/>
    <prop name="keypadVolume" default="10"/>
    <prop name="apiToken" default="token-canary"/>
    <prop name="wsContactsUrl" default="https://contacts.acme.example/list?key=contacts-canary"/>
  </prefKeys>
  <initialGlobalProvisioningUrl>https://prov.acme.example/global?c=%fullcode%&amp;k=global-canary</initialGlobalProvisioningUrl>
  <initialProvisioningUrl>https://prov.acme.example/account</initialProvisioningUrl>
  <InitialProvisioningPOSTDATA>user=%username%&amp;pass=%password%&amp;k=post-canary</InitialProvisioningPOSTDATA>
  <InitialProvisioningCustomHeaders>X-Api: header-canary</InitialProvisioningCustomHeaders>
  <dialActionWsRefresh>3600</dialActionWsRefresh>
  <account>
    <prop name="expires" default="300"><validator type="numeric" min="30" max="3600"><message>Enter a number.</message></validator></prop>
    <prop name="password" default="default-canary"/>
    <prop name="title"><validator type="required"/></prop>
    <host>sip.acme.example</host>
  </account>
  <quickDial maxQuickDialReplacePriority="21">
    <item id="reception" priority="50"><displayName>Reception</displayName><uri>900</uri><portraitUrl>https://img.example.com/r.png?v=2</portraitUrl></item>
    <item id="old-printer" action="remove"/>
  </quickDial>
</provisioning>`;
