import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseChallenges } from '../../src/service/challenge.js';
import { chooseChallenge } from '../../src/service/choose-challenge.js';
import { readService } from '../../src/service/definition.js';
import { digestAuthorization } from '../../src/service/digest-auth.js';
import { isLoopback } from '../../src/service/host.js';
import { portalRequest } from '../../src/service/portal-request.js';
import { followRedirect, judgeDetected } from '../../src/service/redirect.js';
import { requestKey } from '../../src/service/request-key.js';
import { fillTemplate } from '../../src/service/template.js';
import { splitUrl } from '../../src/service/url.js';

interface VectorFile {
  readonly run: string;
  readonly cases: readonly { readonly id: string; readonly clauses: readonly string[]; readonly args: readonly never[]; readonly expected?: unknown }[];
}

const folder = new URL('../../../test-kit/vectors/service/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const surface = new Map<string, (...args: never[]) => unknown>(
  Object.entries({ readService, isLoopback, portalRequest, followRedirect, judgeDetected, fillTemplate, splitUrl, parseChallenges, chooseChallenge, digestAuthorization, requestKey }),
);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe.each(files)('vectors of %s', (file) => {
  const { run, cases } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as VectorFile;

  it.each(cases.map((each) => [each.clauses.join(', '), each.id, each] as const))('%s: %s', (_clauses, _id, { args, expected }) => {
    expect(surface.get(run)?.(...frozen(args))).toEqual(expected);
  });

  it('has ids that are its own', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });
});
