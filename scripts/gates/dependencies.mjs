/** Runtime dependencies: only those agreed on, each an exact version, each justified in its package's README. */
import { packageFolders, readJson, readText } from './files.mjs';

const ALLOWED = {
  '@firstring/core': ['saxes'],
  '@firstring/adapter-node': ['@firstring/core'],
  '@firstring/adapter-rn': ['@firstring/core', '@noble/ciphers'],
  '@firstring/adapter-web': ['@firstring/core'],
  '@firstring/test-kit': ['@firstring/core', 'fast-xml-parser', 'zod'],
  '@firstring/cli': ['@firstring/adapter-node', '@firstring/core', 'zod'],
};

const EXACT = /^(workspace:\*|\d+\.\d+\.\d+(-[\w.]+)?)$/;

function runtimeFindings(root, folder, manifest) {
  const allowed = ALLOWED[manifest.name];
  if (!allowed) return [`${folder}: ${manifest.name} is published but has no list in scripts/gates/dependencies.mjs`];
  const readme = readText(root, `${folder}/README.md`);
  const justified = readme.split(/^## Dependencies$/m)[1] ?? '';
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies }).flatMap(
    (name) => [
      ...(allowed.includes(name) ? [] : [`${folder}: ${name} is not on the list of ${manifest.name}`]),
      ...(justified.includes(`- \`${name}\``) ? [] : [`${folder}/README.md: no reason under "Dependencies" for ${name}`]),
    ],
  );
}

function versionFindings(folder, manifest) {
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `${folder}: ${name}@${version} is not an exact version`);
}

export default {
  name: 'dependencies',
  run(root) {
    const findings = packageFolders(root).flatMap((folder) => {
      const manifest = readJson(root, `${folder}/package.json`);
      return [...versionFindings(folder, manifest), ...(manifest.private ? [] : runtimeFindings(root, folder, manifest))];
    });
    findings.push(...versionFindings('.', readJson(root, 'package.json')));
    return { ok: findings.length === 0, findings };
  },
};
