import { expect, test } from 'vitest';
import { ENGINEER_SENTENCES } from '../../src/document/engineer-sentences.js';
import { LATER_PROBLEMS } from '../../src/document/later-problem-catalogue.js';
import { PROBLEMS, type ProblemCode } from '../../src/document/problem-catalogue.js';
import { DOCUMENT_WARNINGS, EDIT_WARNINGS, SERVICE_WARNINGS } from '../../src/document/warning-catalogue.js';

const INTRODUCTION = `# Errors

Every problem has a stable **code** (compare only that), a sentence for the **person** in front of the app and one for the
**engineer** who looks into it. \`{field}\` is replaced by the detail of that name; details never hold a secret. Where the
provider sent a sentence of its own (D8), it is in \`problem.message\` and should be shown instead of the person's sentence.

\`problem.person\` is at hand; \`engineerSentence(problem)\` of \`@firstring/core\` makes the other one, so that only an app that
asks for it carries these sentences. This page is generated from \`packages/core/src/document/problem-catalogue.ts\`,
\`later-problem-catalogue.ts\`, \`engineer-sentences.ts\` and \`warning-catalogue.ts\`; a test compares it (\`pnpm vitest run packages/core/test/docs -u\` writes it anew).
`;

test('docs/errors.md lists every problem and warning, as the code has them', async () => {
  const problems = Object.entries({ ...PROBLEMS, ...LATER_PROBLEMS }).map(
    ([code, person]) => `### \`${code}\`\n\n- Person: ${person}\n- Engineer: ${ENGINEER_SENTENCES[code as ProblemCode]}\n`,
  );
  const warnings = Object.entries({ ...DOCUMENT_WARNINGS, ...SERVICE_WARNINGS, ...EDIT_WARNINGS }).map(([code, meaning]) => `- \`${code}\`: ${meaning}`);
  const page = `${INTRODUCTION}\n## Problems\n\n${problems.join('\n')}\n## Warnings\n\nNoticed and ignored on the way; they change nothing for the person and stand in \`snapshot.warnings\`, each with its document.\n\n${warnings.join('\n')}\n`;
  await expect(page).toMatchFileSnapshot('../../../../docs/errors.md');
});
