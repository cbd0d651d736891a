import { formatClassic, parseClassic, parseCloudId, type Parameters, type Result } from '@firstring/core';

/** What stands in the form, its password apart: one field for `user@CODE` (I4), or one for each. */
export type Fields =
  | { readonly mode: 'one'; readonly first: string }
  | { readonly mode: 'separate'; readonly cloudId: string; readonly username: string };

export const NO_FIELDS: Fields = { mode: 'one', first: '' };

/** The fields that read back as these parameters (I10). */
export function fieldsFrom(parameters: Parameters, mode: Fields['mode']): Fields {
  const { cloudId, username = '' } = parameters;
  if (mode === 'separate') return { mode, cloudId: cloudId.fullcode, username };
  const classic = formatClassic(parameters);
  return { mode, first: classic.ok ? classic.value.first : '' };
}

/** The same content in the other kind of form; what cannot be read yet begins anew. */
export function otherMode(fields: Fields): Fields {
  const mode = fields.mode === 'one' ? 'separate' : 'one';
  const read = readFields(fields, '');
  if (read.ok) return fieldsFrom(read.value, mode);
  return mode === 'one' ? NO_FIELDS : { mode, cloudId: '', username: '' };
}

/** What a submit means. An empty field is absent: what a service then needs is asked for (I1). */
export function readFields(fields: Fields, typedPassword: string): Result<Parameters> {
  const password = typedPassword === '' ? undefined : typedPassword;
  if (fields.mode === 'one') return parseClassic(fields.first, password);
  const cloudId = parseCloudId(fields.cloudId.trim());
  if (!cloudId.ok) return cloudId;
  const { username } = fields;
  return {
    ok: true,
    value: { cloudId: cloudId.value, ...(username === '' ? {} : { username }), ...(password === undefined ? {} : { password }) },
  };
}
