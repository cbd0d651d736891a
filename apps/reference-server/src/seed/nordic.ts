import { node } from '../documents/xml.js';
import type { SampleApp } from './sample-app.js';

/** Nordic Phone: a small operator without a global service, so step 3 is skipped (F4); it takes JSON at sign-in. */
export function nordic(publicUrl: string): SampleApp {
  return {
    cloudId: 'NORDIC',
    name: 'Nordic Phone',
    tenant: { tenant: 'nordic', name: 'Nordic Phone' },
    users: [
      {
        username: 'freja',
        password: 'nordlys-over-fjord',
        nodes: [
          node('title', 'Nordic Phone'),
          node('username', 'freja.lindqvist'),
          node('password', 'T9-birk-17-Elg'),
          node('host', 'sip.nordic.example:5061'),
          node('transport', 'tls+sip:'),
          node('userDisplayName', 'Freja Lindqvist Åsgård'),
          node('allowVideo', '1'),
        ],
      },
    ],
    logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="#0f8b8d"/><path d="M18 46V18h6l16 18V18h6v28h-6L24 28v18z" fill="#fff"/></svg>\n',
    provisioning: () => ({
      prefKeys: [
        ['contactSources', 'ab'],
        ['incomingCallsMode', 'auto'],
        ['proximityBasedSpeakerMode', 'off'],
      ],
      services: [
        {
          prefix: 'InitialProvisioning',
          url: `${publicUrl}/provider/nordic/account`,
          contentType: 'application/json',
          postData: '{"username":"%username%","password":"%password%","installid":"%installid%"}',
        },
      ],
      account: [
        ['codecOrder', '102,9,8'],
        ['videoCodecOrder', '108'],
        ['natTraversal', 'ice'],
        ['keepAlivePeriod', '45'],
      ],
      quickDials: [{ id: 'kundeservice', displayName: 'Kundeservice', uri: '1881' }],
    }),
    theme: (_channel, logo) => ({
      name: 'Nordic Phone',
      colours: {
        light: { background: '#ffffff', primary: '#0f8b8d', text: '#143642' },
        dark: { background: '#143642', primary: '#3fc1c0', text: '#f2fbfb' },
      },
      fonts: { body: 'Inter, sans-serif' },
      images: { logo },
      critical: { background: '#ffffff', primary: '#0f8b8d', text: '#143642', logo: 'logo' },
    }),
  };
}
