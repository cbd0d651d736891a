import type { ReactNode } from 'react';
import type { Fields } from './fields.js';
import { TextField } from './text-field.js';

/** Who signs in where: the classic one field, or two. */
export function IdentityFields({ fields, onFields }: { readonly fields: Fields; readonly onFields: (fields: Fields) => void }): ReactNode {
  if (fields.mode === 'one') {
    return (
      <TextField
        key="one"
        label="User and cloud ID"
        placeholder="user@CODE"
        autoComplete="username"
        autoFocus
        value={fields.first}
        onValue={(first) => { onFields({ mode: 'one', first }); }}
      />
    );
  }
  return (
    <>
      <TextField
        key="cloud-id"
        label="Cloud ID"
        placeholder="CODE"
        autoComplete="organization"
        autoFocus
        value={fields.cloudId}
        onValue={(cloudId) => { onFields({ ...fields, cloudId }); }}
      />
      <TextField
        key="username"
        label="User name"
        autoComplete="username"
        value={fields.username}
        onValue={(username) => { onFields({ ...fields, username }); }}
      />
    </>
  );
}
