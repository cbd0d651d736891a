/**
 * A name for any instance that AsyncStorage, a keychain and a file name of theirs take: letters, digits, `-` and `_`.
 * Different instances get different names.
 */
export function instanceName(instance: string): string {
  return instance.replace(/[^A-Za-z0-9-]/g, (unit) => `_${unit.charCodeAt(0).toString(16)}_`);
}
