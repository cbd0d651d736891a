/** Who may import whom. Anything that is not in this table fails. */
import { posix } from 'node:path';
import ts from 'typescript';
import { filesBelow, packageFolders, readText } from './files.mjs';

/**
 * The rooms, the most specific path first; a file belongs to the first room whose path it starts with.
 * `rooms`: other rooms of the same package it may import by a relative path (its own always).
 * `imports`: packages it may import by name (`*` at the end: anything that starts so). `except`: of these, not.
 */
const ROOMS = [
  { room: 'core/xml', path: 'packages/core/src/xml/', rooms: ['core'], imports: ['saxes'] },
  { room: 'core/driver', path: 'packages/core/src/driver/', rooms: ['core', 'core/xml'], imports: [] },
  { room: 'core', path: 'packages/core/src/', rooms: [], imports: [] },

  { room: 'adapter-node', path: 'packages/adapter-node/src/', rooms: [], imports: ['@firstring/core*', 'node:*'] },
  { room: 'adapter-rn', path: 'packages/adapter-rn/src/', rooms: [], imports: ['@firstring/core*', '@noble/ciphers/*'] },
  { room: 'adapter-web', path: 'packages/adapter-web/src/', rooms: [], imports: ['@firstring/core*'] },

  {
    room: 'test-kit/node',
    path: 'packages/test-kit/src/node/',
    rooms: ['test-kit'],
    imports: ['@firstring/core*', 'fast-xml-parser', 'zod', 'node:*'],
  },
  { room: 'test-kit/page', path: 'packages/test-kit/src/page/', rooms: ['test-kit'], imports: ['@firstring/core*'] },
  { room: 'test-kit/native', path: 'packages/test-kit/src/native/', rooms: ['test-kit'], imports: ['@firstring/core*'] },
  {
    room: 'test-kit',
    path: 'packages/test-kit/src/',
    rooms: ['test-kit/vectors'],
    imports: ['@firstring/core*', 'fast-xml-parser', 'zod'],
  },

  // Data alone: the contract of the XML port runs what is in it.
  { room: 'test-kit/vectors', path: 'packages/test-kit/vectors/', rooms: [], imports: [] },

  {
    room: 'cli',
    path: 'packages/cli/src/',
    rooms: [],
    imports: ['@firstring/core*', '@firstring/adapter-node', 'zod', 'node:*'],
  },

  // Only the demo may start other programs: it runs the command line as a user would, without importing it.
  {
    room: 'reference-server/demo',
    path: 'apps/reference-server/src/demo',
    rooms: ['reference-server'],
    imports: ['@firstring/core*', 'zod', 'node:*'],
  },
  {
    room: 'reference-server',
    path: 'apps/reference-server/src/',
    rooms: [],
    imports: ['@firstring/core*', 'fastify', '@electric-sql/pglite*', 'pg', 'zod', 'fast-xml-parser', 'node:*'],
    except: ['node:child_process'],
  },

  // A benchmark may measure itself against any library, but of ours only these.
  {
    room: 'bench',
    path: 'bench/src/',
    rooms: [],
    imports: ['*'],
    except: ['@firstring/cli*', '@firstring/reference-server*'],
  },
];

const roomOf = (path) => ROOMS.find((entry) => path.startsWith(entry.path));
const matches = (pattern, name) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** One import of one file: undefined when it is allowed, a sentence when not. */
function judge(file, specifier) {
  const from = roomOf(file);
  if (!from) return 'is in no room: name it in scripts/gates/arrows.mjs';
  if (!specifier.startsWith('.')) {
    const allowed = from.imports.some((pattern) => matches(pattern, specifier));
    const excepted = (from.except ?? []).some((pattern) => matches(pattern, specifier));
    return allowed && !excepted ? undefined : `${from.room} may not import ${specifier}`;
  }
  const target = posix.join(posix.dirname(file), specifier);
  if (target === `${file.slice(0, file.indexOf('/src/'))}/package.json`) return undefined; // its own version
  const to = roomOf(target);
  if (to === from || (to && from.rooms.includes(to.room))) return undefined;
  return `${from.room} may not import ${to ? to.room : `outside of its package`} (${specifier})`;
}

function judgeFile(root, file) {
  const { importedFiles, referencedFiles, typeReferenceDirectives, libReferenceDirectives } = ts.preProcessFile(
    readText(root, file),
    true,
    true,
  );
  const references = [...referencedFiles, ...typeReferenceDirectives, ...libReferenceDirectives];
  return [
    ...importedFiles.map(({ fileName }) => judge(file, fileName)),
    ...references.map(({ fileName }) => `a /// reference to ${fileName} goes around the arrows`),
  ]
    .filter((finding) => finding !== undefined)
    .map((finding) => `${file}: ${finding}`);
}

export default {
  name: 'arrows',
  run(root) {
    const files = packageFolders(root)
      .filter((folder) => !folder.startsWith('examples/'))
      .flatMap((folder) => filesBelow(root, `${folder}/src`))
      .filter((file) => /\.[cm]?tsx?$/.test(file));
    const findings = files.flatMap((file) => judgeFile(root, file));
    return { ok: findings.length === 0, findings, note: `${files.length} files` };
  },
};
