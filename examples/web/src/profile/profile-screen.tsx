import type { Profile } from '@firstring/core';
import type { Snapshot } from '@firstring/core/driver';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../problem-notice.js';
import { STEPS } from '../run/step-list.js';
import { timeText } from '../show/time-text.js';
import type { SignInLink } from '../sign-in-link.js';
import { ItemCards } from './item-cards.js';
import { LinkNotice } from './link-notice.js';
import { Masthead } from './masthead.js';
import { NodeList } from './node-list.js';
import { RunCard } from './run-card.js';

export interface ProfileScreenProps {
  readonly snapshot: Snapshot;
  readonly profile: Profile;
  readonly link: SignInLink | undefined;
  readonly onSwitch: () => void;
}

/** Everything merged, and for each leaf the reason why it is so. */
export function ProfileScreen({ snapshot, profile, link, onSwitch }: ProfileScreenProps): ReactNode {
  const { steps, problem, savedAt } = snapshot;
  const isFromDevice = STEPS.every(([name]) => steps[name].status === 'waiting');
  return (
    <main className="wide">
      <Masthead snapshot={snapshot} profile={profile} onSwitch={onSwitch} />
      {link?.ok === true && <LinkNotice parameters={link.value} onSwitch={onSwitch} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {isFromDevice && savedAt !== undefined && (
        <p className="notice" role="status">Saved on {timeText(savedAt)}. Started from this device; no server was asked.</p>
      )}
      <div className="column">
        <NodeList section="account" title="Account" nodes={profile.account} />
        <NodeList section="service" title="Services" nodes={profile.service} />
      </div>
      <div className="column">
        <ItemCards section="quickDial" title="Quick dials" items={profile.quickDial} titleNode="displayName" />
        <ItemCards section="dialActions" title="Dial actions" items={profile.dialActions} titleNode="title" />
        <NodeList section="prefKeys" title="Preferences" nodes={profile.prefKeys} />
        {!isFromDevice && <RunCard snapshot={snapshot} />}
      </div>
    </main>
  );
}
