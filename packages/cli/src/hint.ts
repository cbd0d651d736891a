import type { Problem } from '@firstring/core';

/** What a person at a command line can do about a problem. */
export function hintsFor({ code, details }: Problem): readonly string[] {
  switch (code) {
    case 'input.credentials-missing':
      return details.node === 'username'
        ? ['Give it as USER@CLOUDID.']
        : ['Give it at the prompt of a terminal, with --password-stdin, or in FIRSTRING_PASSWORD.'];
    case 'url.insecure':
      return ['Use https, or accept the risk with --allow-http; passwords then arrive empty.'];
    case 'storage.conflict':
      return ['«firstring status» shows what was saved meanwhile.'];
    default:
      return [];
  }
}
