/** The purity rules over core, where no comment in a file can switch one off. */
import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { purity } from '../lint/purity.mjs';
import { filesBelow, readText } from './files.mjs';

const XML = 'packages/core/src/xml';

/** `one-try` sees a file at a time; over all of xml/ there is one place as well. */
function catchingFiles(root) {
  return filesBelow(root, XML).filter((file) => {
    const source = ts.createSourceFile(file, readText(root, file), ts.ScriptTarget.ES2022, false);
    const catches = (node) => ts.isTryStatement(node) || ts.forEachChild(node, catches) === true;
    return catches(source);
  });
}

export default {
  name: 'lint',
  async run(root) {
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: [...purity],
      allowInlineConfig: false,
    });
    const results = await eslint.lintFiles([join(root, 'packages/core/src/**/*.ts')]);
    const findings = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, message }) => `${filePath.slice(root.length + 1)}:${line}:${column} ${message}`),
    );
    const catching = catchingFiles(root);
    if (catching.length > 1) findings.push(`${catching.join(', ')}: the parser is caught at one place only`);
    return { ok: findings.length === 0, findings, note: `${results.length} files` };
  },
};
