/** Documents as portals and providers send them; all end with their root or with what may follow it. */
export const DOCUMENTS: readonly (readonly [name: string, text: string])[] = [
  ['account', `<?xml version="1.0" encoding="UTF-8"?>
<account id="a1">
  <title priority="20" source="portal">Žofie 😀</title>
  <username>alice</username>
  <password>007</password>
  <host><![CDATA[sip.example.com:5061]]></host>
  <note>Tom &amp; Jerry &#x1F600;</note>
  <codecOrder/>
</account>`],
  ['provisioning', `\uFEFF<?xml version='1.0'?>
<!-- the portal's -->
<provisioning>
  <prefKeys><prop name="expert" default="on"/></prefKeys>
  <InitialProvisioningUrl>https://pbx.example/a?u=%username%&amp;p=%sha1(%password%)%</InitialProvisioningUrl>
  <?cache none?>
  <account><prop name="host" default="příklad.example"><validator type="required">Nutné > ne</validator></prop></account>
</provisioning>
<!-- end --> `],
  ['global', `<x:doc xmlns:x="urn:x" xmlns="urn:y"><quickDial maxQuickDialReplacePriority="21"><item id="1" action='remove'/>
<item id="2"><displayName><!-- é --><value lang="cs">Ústředna</value><value>Operator</value></displayName></item></quickDial></x:doc>
`],
];

const encoder = new TextEncoder();

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}
