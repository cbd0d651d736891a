import { valueAt, type Profile } from '@firstring/core';
import type { SecretLevel, Snapshot } from '@firstring/core/driver';
import type { ReactNode } from 'react';
import { provisioner } from '../provisioner.js';
import { ScreenTitle } from '../screen-title.js';
import { timeText } from '../show/time-text.js';
import { valueText } from '../show/value-text.js';
import { forgetImages } from '../theme/kept-image.js';
import { Logo } from '../theme/logo.js';

const SECRET_LEVELS: Readonly<Record<SecretLevel, string>> = {
  hardware: 'held by hardware',
  keystore: 'held by the keystore of this platform',
  obfuscated: 'encrypted, with a key that this browser keeps',
  memory: 'in memory only, gone with this page',
};

function signOut(): void {
  void provisioner.signOut().then(forgetImages);
}

/** Whose app this is, who is signed in, and how it is kept. */
export function Masthead({ snapshot, profile, onSwitch }: { readonly snapshot: Snapshot; readonly profile: Profile; readonly onSwitch: () => void }): ReactNode {
  const { theme, identity, savedAt, secretLevel } = snapshot;
  const node = (name: string): string => {
    const value = valueAt(profile, `account.${name}`);
    return value === undefined ? '' : valueText(value);
  };
  return (
    <header className="masthead">
      <div className="brand">
        {theme !== undefined && <Logo theme={theme} />}
        <div>
          <ScreenTitle>{theme?.name ?? node('title')}</ScreenTitle>
          <p className="sip">{node('userDisplayName')} <span>{node('username')}@{node('host')}</span></p>
        </div>
      </div>
      <dl className="facts">
        <div><dt>Signed in</dt><dd>{identity?.username === undefined ? identity?.cloudId : `${identity.username}@${identity.cloudId}`}</dd></div>
        {savedAt !== undefined && <div><dt>Saved</dt><dd>{timeText(savedAt)}</dd></div>}
        <div><dt>Secrets</dt><dd data-secret-level={secretLevel}>{SECRET_LEVELS[secretLevel]} (<code>{secretLevel}</code>)</dd></div>
      </dl>
      <div className="row">
        <button className="plain" type="button" onClick={onSwitch}>Sign in as somebody else</button>
        <button className="plain" type="button" onClick={signOut}>Sign out</button>
      </div>
    </header>
  );
}
