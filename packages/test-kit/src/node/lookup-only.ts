import type { LookupFunction } from 'node:net';

/** A resolver that knows one name, at 127.0.0.1: no test asks the system's resolver for anything. */
export function lookupOnly(known: string): LookupFunction {
  return (hostname, options, callback) => {
    if (hostname !== known) {
      callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), '', 4);
      return;
    }
    const address = '127.0.0.1';
    if (options.all === true) callback(null, [{ address, family: 4 }]);
    else callback(null, address, 4);
  };
}
