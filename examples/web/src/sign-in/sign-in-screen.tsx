import type { Parameters, Problem } from '@firstring/core';
import type { Snapshot } from '@firstring/core/driver';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Mark } from '../mark.js';
import { ProblemNotice } from '../problem-notice.js';
import { portal, portalIsForeign } from '../provisioner.js';
import type { SignInLink } from '../sign-in-link.js';
import { otherMode, readFields, type Fields } from './fields.js';
import { IdentityFields } from './identity-fields.js';
import { TextField } from './text-field.js';

export interface SignInScreenProps {
  readonly snapshot: Snapshot;
  readonly fields: Fields;
  readonly onFields: (fields: Fields) => void;
  readonly link: SignInLink | undefined;
  readonly onSubmit: (parameters: Parameters) => void;
  /** The last input again, with the password that the provisioner kept. */
  readonly onRetry: () => void;
  /** Absent where nobody is signed in. */
  readonly onBack?: () => void;
}

/** The form of I4. A run starts only here, when the person confirms while seeing the cloud ID (I6). */
export function SignInScreen({ snapshot, fields, onFields, link, onSubmit, onRetry, onBack }: SignInScreenProps): ReactNode {
  const [password, setPassword] = useState<string>();
  const [mistake, setMistake] = useState<Problem>();
  const { form } = snapshot;
  const problem = mistake ?? (link === undefined ? snapshot.problem : link.ok ? undefined : link.problem);
  const shownPassword = password ?? (link?.ok === true ? link.value.password : undefined) ?? '';
  const isKept = form?.passwordKept === true;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = readFields(fields, shownPassword);
    setMistake(read.ok ? undefined : read.problem);
    if (!read.ok) return;
    const { cloudId, username } = read.value;
    const isSame = form !== undefined && form.cloudId === cloudId.fullcode && form.username === username;
    if (isKept && isSame && shownPassword === '') onRetry();
    else onSubmit(read.value);
  };

  return (
    <main className="narrow">
      <header className="welcome">
        <Mark />
        <h1>Sign in</h1>
        <p>With the data from your telephone provider.</p>
      </header>
      <form className="card" onSubmit={submit}>
        {problem !== undefined && <ProblemNotice problem={problem} />}
        {link?.ok === true && problem === undefined && <p className="notice" role="status">Filled in from a link. Check the cloud ID before you sign in.</p>}
        <IdentityFields fields={fields} onFields={onFields} />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          value={shownPassword}
          onValue={setPassword}
          {...(isKept ? { hint: 'Still known from the last try: leave it empty to use it again.' } : {})}
        />
        {portalIsForeign && <p className="notice">Your settings come from <strong>{portal}</strong>, which the address of this page names.</p>}
        <button className="primary" type="submit">Sign in</button>
        <div className="row">
          <button className="quiet" type="button" onClick={() => { onFields(otherMode(fields)); }}>
            {fields.mode === 'one' ? 'Use separate fields' : 'Use one field'}
          </button>
          {onBack !== undefined && <button className="quiet" type="button" onClick={onBack}>Back</button>}
        </div>
      </form>
    </main>
  );
}
