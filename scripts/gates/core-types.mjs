/** Core compiles with the language alone: no DOM, no Node, no ambient types. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const PROJECT = 'packages/core/tsconfig.json';

/** The settings without which the compiler would see more than the language. */
function looseSettings({ lib, types }) {
  return [
    ...(JSON.stringify(lib) === JSON.stringify(['lib.es2022.d.ts']) ? [] : [`${PROJECT}: lib must be ["ES2022"]`]),
    ...(Array.isArray(types) && types.length === 0 ? [] : [`${PROJECT}: types must be []`]),
  ];
}

export default {
  name: 'types',
  run(root) {
    const config = join(root, PROJECT);
    if (!existsSync(config)) return { ok: false, findings: [`${PROJECT} is missing`] };
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
    const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(config, { noEmit: true }, host);
    const program = ts.createProgram(fileNames, options);
    const diagnostics = [...errors, ...ts.getPreEmitDiagnostics(program)].map((diagnostic) =>
      ts
        .formatDiagnostic(diagnostic, {
          getCurrentDirectory: () => root,
          getCanonicalFileName: (name) => name,
          getNewLine: () => '\n',
        })
        .trim(),
    );
    const findings = [...looseSettings(options), ...diagnostics];
    return { ok: findings.length === 0, findings, note: `${fileNames.length} files` };
  },
};
