import type { RunResult } from '@firstring/core/driver';
import { useEffect, useState, type ReactNode } from 'react';
import { ProfileScreen } from './profile/profile-screen.js';
import { provisioner, useSnapshot } from './provisioner.js';
import { ProgressScreen } from './run/progress-screen.js';
import { UnsavedScreen } from './run/unsaved-screen.js';
import { fieldsFrom, NO_FIELDS, type Fields } from './sign-in/fields.js';
import { SignInScreen } from './sign-in/sign-in-screen.js';
import { forgetLink, useSignInLink } from './sign-in-link.js';
import { useTheme } from './theme/use-theme.js';
import { WaitingScreen } from './waiting-screen.js';

/** Which screen the state of the provisioner asks for. */
export function App(): ReactNode {
  const snapshot = useSnapshot();
  const link = useSignInLink();
  // The fields live here, so that a cancelled or failed run finds them as they were; the password never does.
  const [fields, setFields] = useState<Fields>(NO_FIELDS);
  const [isSwitching, setSwitching] = useState(false);
  useTheme(snapshot.theme);

  const fromLink = link?.ok === true ? link.value : undefined;
  const follow = (run: Promise<RunResult>): void => {
    forgetLink();
    void run.then(({ ok }) => {
      if (!ok) return;
      setSwitching(false);
      setFields(NO_FIELDS); // a sign-out later shows nothing of who was here
    });
  };
  const { phase, profile } = snapshot;
  const isForm = phase === 'empty' || (phase === 'ready' && (profile === undefined || isSwitching));

  useEffect(() => {
    if (isForm && fromLink !== undefined) setFields((before) => fieldsFrom(fromLink, before.mode));
  }, [isForm, fromLink]);

  if (phase === 'starting') return <WaitingScreen>Looking at what this device has saved …</WaitingScreen>;
  if (phase === 'signing-out') return <WaitingScreen>Signing out …</WaitingScreen>;
  if (phase === 'running' || phase === 'saving') return <ProgressScreen snapshot={snapshot} />;
  if (phase === 'unsaved') return <UnsavedScreen snapshot={snapshot} />;
  if (!isForm && profile !== undefined) {
    return <ProfileScreen snapshot={snapshot} profile={profile} link={link} onSwitch={() => { setSwitching(true); }} />;
  }
  return (
    <SignInScreen
      snapshot={snapshot}
      fields={fields}
      onFields={setFields}
      link={link}
      onSubmit={(parameters) => { follow(provisioner.provision(parameters)); }}
      onRetry={() => { follow(provisioner.retry()); }}
      {...(profile === undefined ? {} : { onBack: () => { provisioner.cancel(); setSwitching(false); forgetLink(); } })}
    />
  );
}
