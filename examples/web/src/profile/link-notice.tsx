import type { Parameters } from '@firstring/core';
import type { ReactNode } from 'react';
import { forgetLink } from '../sign-in-link.js';

/** Somebody is signed in, so a link is asked about first (I6). */
export function LinkNotice({ parameters: { cloudId, username }, onSwitch }: { readonly parameters: Parameters; readonly onSwitch: () => void }): ReactNode {
  const who = username === undefined ? cloudId.fullcode : `${username}@${cloudId.fullcode}`;
  return (
    <div className="notice" role="status">
      <p>A link was opened that signs in as <strong>{who}</strong>. What is here now stays until that has succeeded.</p>
      <div className="row">
        <button className="plain" type="button" onClick={onSwitch}>Fill in the form</button>
        <button className="quiet" type="button" onClick={forgetLink}>Ignore it</button>
      </div>
    </div>
  );
}
