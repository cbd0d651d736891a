/**
 * The public surface, as built, against the copy in docs/api. A change of the surface is then a change in a committed
 * file, seen in review. `--write` updates the copies.
 *
 * The report is made from dist's declarations with all chunks inlined: what is exported, and below it what is only
 * reachable from there; each sorted by name, so that it depends on nothing but the surface.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const REPORTS = [
  { report: 'core.d.ts', declarations: 'packages/core/dist/index.d.ts' },
  { report: 'core-xml.d.ts', declarations: 'packages/core/dist/xml/index.d.ts' },
  { report: 'core-xml-guard.d.ts', declarations: 'packages/core/dist/xml/guard/index.d.ts' },
  { report: 'core-driver.d.ts', declarations: 'packages/core/dist/driver/index.d.ts' },
  { report: 'core-trace.d.ts', declarations: 'packages/core/dist/trace/index.d.ts' },
  { report: 'adapter-node.d.ts', declarations: 'packages/adapter-node/dist/index.d.ts' },
  { report: 'adapter-rn.d.ts', declarations: 'packages/adapter-rn/dist/index.d.ts' },
  { report: 'adapter-web.d.ts', declarations: 'packages/adapter-web/dist/index.d.ts' },
  { report: 'test-kit.d.ts', declarations: 'packages/test-kit/dist/index.d.ts' },
  { report: 'test-kit-native.d.ts', declarations: 'packages/test-kit/dist/native/index.d.ts' },
  { report: 'test-kit-node.d.ts', declarations: 'packages/test-kit/dist/node/index.d.ts' },
  { report: 'test-kit-page.d.ts', declarations: 'packages/test-kit/dist/page/index.d.ts' },
];

const HEADER = '// Generated from the build: `pnpm api:write`. A change here is a change of what users see.\n';
const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The statement that a declaration stands in: a variable's declaration list, a function itself. */
function statementOf(declaration) {
  let node = declaration;
  while (!ts.isSourceFile(node.parent) && !ts.isModuleBlock(node.parent)) node = node.parent;
  return node;
}

/** A statement as text: its doc comment, then its own text behind `prefix` instead of the modifiers it stands with. */
function textOf(statement, prefix) {
  const text = statement.getText().replace(/^(export\s+)?(default\s+)?(declare\s+)?/, prefix);
  const docs = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  return [...docs.map((doc) => doc.getText()), text].join('\n').replace(/\r\n/g, '\n');
}

function describe(checker, entry) {
  const folder = entry.fileName.replace(/\/dist\/.*$/, '/dist/');
  const isOurs = (declaration) => declaration.getSourceFile().fileName.startsWith(folder);
  const resolve = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);

  const exported = new Map();
  const reached = new Map();
  const uses = new Set();
  const known = new Set();
  const queue = [];

  const add = (map, symbol, name, prefix) => {
    known.add(symbol);
    const statements = [...new Set((symbol.declarations ?? []).filter(isOurs).map(statementOf))];
    const renamed = symbol.name === name ? '' : `// as ${name}\n`;
    const text = statements.map((statement) => textOf(statement, prefix)).join('\n');
    map.set(name, statements.length > 0 ? renamed + text : `// ${name} is passed on from another package`);
    queue.push(...statements);
  };

  const module = checker.getSymbolAtLocation(entry);
  for (const symbol of module ? checker.getExportsOfModule(module) : []) add(exported, resolve(symbol), symbol.name, 'export ');

  const visit = (node) => {
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      const foreign = symbol && importedFromOutside(symbol);
      if (foreign) uses.add(foreign);
      const target = symbol && resolve(symbol);
      const declaration = target?.declarations?.[0];
      if (declaration && isOurs(declaration) && isTopLevel(declaration) && !known.has(target)) {
        add(reached, target, target.name, '');
      }
    }
    ts.forEachChild(node, visit);
  };
  while (queue.length > 0) visit(queue.shift());

  const sorted = (map) => [...map].sort(([a], [b]) => byName(a, b)).map(([, text]) => `\n${text}\n`);
  return [
    HEADER,
    ...[...uses].sort(byName).map((line) => `// uses ${line}\n`),
    ...sorted(exported),
    ...(reached.size > 0 ? ['\n// Not exported, but part of the above:\n'] : []),
    ...sorted(reached),
  ].join('');
}

/** A declaration of the file itself, not a property or a parameter within one. */
const isTopLevel = (declaration) =>
  ts.isSourceFile((ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration).parent);

/** The name and the package of a symbol that comes from another one. */
function importedFromOutside(symbol) {
  const declaration = symbol.declarations?.find(ts.isImportSpecifier);
  if (!declaration) return undefined;
  const specifier = ts.findAncestor(declaration, ts.isImportDeclaration).moduleSpecifier.text;
  return specifier.startsWith('.') ? undefined : `${(declaration.propertyName ?? declaration.name).text} of ${specifier}`;
}

function firstDifference(before, after) {
  const [old, current] = [before.split('\n'), after.split('\n')];
  const index = current.findIndex((line, at) => line !== old[at]);
  return index === -1 ? 'lines are gone at the end' : `line ${index + 1}: ${JSON.stringify(current[index])}`;
}

export default {
  name: 'api',
  run(root, { write = false } = {}) {
    const missing = REPORTS.filter(({ declarations }) => !existsSync(join(root, declarations)));
    if (missing.length > 0) {
      return { ok: false, findings: missing.map(({ declarations }) => `${declarations} is missing: run the build first`) };
    }
    const program = ts.createProgram(
      REPORTS.map(({ declarations }) => join(root, declarations)),
      {
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        target: ts.ScriptTarget.ES2022,
        lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
        types: [],
        noEmit: true,
      },
    );
    const checker = program.getTypeChecker();
    const findings = [];
    for (const { report, declarations } of REPORTS) {
      const path = `docs/api/${report}`;
      const now = describe(checker, program.getSourceFile(join(root, declarations)));
      const committed = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8').replace(/\r\n/g, '\n') : '';
      if (now === committed) continue;
      if (write) {
        mkdirSync(join(root, 'docs/api'), { recursive: true });
        writeFileSync(join(root, path), now);
      } else {
        findings.push(`${path}: the surface has changed (${firstDifference(committed, now)}); \`pnpm api:write\` accepts it`);
      }
    }
    return { ok: findings.length === 0, findings, note: `${REPORTS.length} entry points` };
  },
};
