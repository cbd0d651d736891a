import { node } from '../documents/xml.js';
import type { SampleApp } from './sample-app.js';

/**
 * Acme Talk: a company with a reception. It uses all four steps, and portal and provider disagree on purpose, so that
 * a merged profile has something to explain: on `codecOrder` and `expires` of the account and on the quick dial `lab`.
 */
export function acme(publicUrl: string): SampleApp {
  const provider = `${publicUrl}/provider/acme`;
  const postData = 'username=%username%&password=%password%&installid=%installid%';
  return {
    cloudId: 'ACME',
    name: 'Acme Talk',
    tenant: {
      tenant: 'acme',
      name: 'Acme Telephone Company',
      global: {
        quickDials: [
          { id: 'reception', priority: 50, displayName: 'Reception', uri: '900' },
          { id: 'lab', displayName: 'Lab', uri: 'sip:lab@sip.acme.example' },
        ],
        dialActions: [
          { id: 'park', title: [['cs', 'Zaparkovat'], ['de', 'Parken'], ['', 'Park']], uri: '*68' },
          { id: 'record', title: [['', 'Record this call']], uri: '*1' },
        ],
      },
    },
    users: [
      { username: 'alice', password: 'correct-horse', nodes: account('Alice Archer', '1001', 'K7-lake-42-Fern') },
      { username: 'bob', password: 'battery-staple', nodes: account('Bob "Bolt" Brown & Sons', '1002', 'Q3-moss-58-Owl') },
    ],
    logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="30" fill="#4f8cff"/><path d="M20 46 32 16l12 30h-7l-2-6h-7l-2 6z" fill="#0b1f3a"/></svg>\n',
    provisioning: (channel) => ({
      prefKeys: [
        ['contactSources', 'ab,ws'],
        ['incomingCallsMode', 'push'],
        ['voicemailEnabled', '1'],
        ['keypadVolume', channel === 'live' ? '8' : '6'],
        ['provisioningInterval', '86400'],
      ],
      services: [
        { prefix: 'initialGlobalProvisioning', url: `${provider}/global`, postData, timeoutSeconds: 20 },
        { prefix: 'InitialProvisioning', url: `${provider}/account`, postData, timeoutSeconds: 20 },
      ],
      account: [
        ['codecOrder', '8,0,9'],
        ['transport', 'tls'],
        ['sdesIncoming', 'enabled'],
        ['sdesOutgoing', 'required'],
        ['voiceMailNumber', '*97'],
      ],
      numericAccount: [
        { name: 'expires', value: 300, min: 30, max: 3600, message: 'Enter a number of seconds from 30 to 3600.' },
      ],
      quickDials: [
        { id: 'lab', displayName: 'Laboratory', uri: '700', portraitUrl: 'https://img.acme.example/lab.png' },
        { id: 'support', displayName: channel === 'live' ? 'Acme Talk support' : 'Acme Talk support (draft)', uri: '611' },
      ],
    }),
    theme: (channel, logo) => {
      const primary = channel === 'live' ? '#4f8cff' : '#ff8c4f';
      return {
        name: channel === 'live' ? 'Acme Talk' : 'Acme Talk (draft)',
        colours: {
          light: { background: '#f4f7fc', primary: channel === 'live' ? '#1d4fb8' : '#b8541d', text: '#0b1f3a' },
          dark: { background: '#0b1f3a', primary, text: '#e8eefb' },
        },
        fonts: { body: 'Inter, sans-serif' },
        images: { logo },
        critical: { background: '#0b1f3a', primary, text: '#e8eefb', logo: 'logo' },
      };
    },
  };
}

function account(displayName: string, extension: string, sipPassword: string): SampleApp['users'][number]['nodes'] {
  return [
    node('title', 'Acme Talk'),
    node('username', extension),
    node('password', sipPassword),
    node('host', 'sip.acme.example'),
    node('transport', 'tls'),
    node('userDisplayName', displayName),
    node('displayNumber', `+1555010${extension}`),
    node('codecOrder', '9,8,0,102'),
    node('expires', '1200'),
    node('allowMessage', '1'),
    node('allowVideo', '0'),
    node('wcb_url', 'https://callback.acme.example/start'),
    node('wcb_method', 'POST'),
  ];
}
