/** Which tests a file holds and which clauses they name, read without running anything. */
import ts from 'typescript';

const NAMED = /(?<![\w-])[A-Z]\d+[a-z]?(?![\w-])/g;
/** At the start of a title: `D9, W2: ...`. */
const CITED = /^[A-Z]\d+[a-z]?(?:, [A-Z]\d+[a-z]?)*(?=: )/;

const named = (text, known) => new Set((text.match(NAMED) ?? []).filter((word) => known.has(word)));

/** A literal's text; of a template what stands still, with `…` for the rest. */
function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
  return undefined;
}

/** `test` and its modifiers: `test.skipIf(...)` is ['test', 'skipIf']. */
function chainOf(node) {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node)) return [...chainOf(node.expression), node.name.text];
  if (ts.isCallExpression(node)) return chainOf(node.expression);
  return ts.isTaggedTemplateExpression(node) ? chainOf(node.tag) : [];
}

const bare = (node) => (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node) ? bare(node.expression) : node);

/** The constants of a file that are lists. */
function listsOf(source) {
  const lists = new Map();
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) {
      const value = bare(node.initializer);
      if (ts.isArrayLiteralExpression(value)) lists.set(node.name.text, value);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lists;
}

/** The rows of `test.each(table)` or of a template table; undefined where the file does not show them. */
function rowsOf(callee, lists) {
  if (ts.isTaggedTemplateExpression(callee)) {
    if (!ts.isTemplateExpression(callee.template)) return undefined;
    const names = callee.template.head.text.split('|').map((name) => name.replace('${', '').trim());
    const values = callee.template.templateSpans.map(({ expression }) => expression);
    return Array.from({ length: values.length / names.length }, (_, row) => (name) => values[row * names.length + names.indexOf(name)]);
  }
  if (!ts.isCallExpression(callee)) return undefined;
  const table = callee.arguments[0] && bare(callee.arguments[0]);
  const list = table && ts.isIdentifier(table) ? lists.get(table.text) : table;
  if (!list || !ts.isArrayLiteralExpression(list) || list.elements.some(ts.isSpreadElement)) return undefined;
  return list.elements.map((element) => (name) => {
    const row = bare(element);
    if (ts.isObjectLiteralExpression(row)) return row.properties.find((property) => property.name?.getText() === name)?.initializer;
    return ts.isArrayLiteralExpression(row) ? row.elements[name] : name === 0 ? row : undefined;
  });
}

/** A title with what its row says: `$name`, and `%s` in order. */
function filled(title, row) {
  let next = 0;
  const value = (name) => {
    const node = row(name);
    return node === undefined ? undefined : (textOf(bare(node)) ?? (ts.isArrayLiteralExpression(bare(node)) ? bare(node).elements.map(textOf).join(', ') : undefined));
  };
  return title.replace(/\$(\w+)|%[sdijo]/g, (all, name) => value(name ?? next++) ?? all);
}

/** The tests of a test file. Those that are skipped for good, or only planned, are none. */
export function testsIn(text, file, known) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lists = listsOf(source);
  const found = [];
  const visit = (node, above) => {
    const [kind, ...modifiers] = ts.isCallExpression(node) ? chainOf(node.expression) : [];
    const title = ts.isCallExpression(node) && node.arguments[0] && textOf(node.arguments[0]);
    if (!['test', 'it', 'describe'].includes(kind) || title === undefined || node.arguments.length < 2) return ts.forEachChild(node, (child) => visit(child, above));
    if (modifiers.includes('skip') || modifiers.includes('todo')) return undefined;
    const rows = modifiers.includes('each') ? rowsOf(node.expression, lists) : undefined;
    const titles = rows ? rows.map((row) => filled(title, row)) : [title];
    if (kind === 'describe') return titles.forEach((own) => ts.forEachChild(node, (child) => visit(child, [...above, own])));
    for (const own of titles) {
      const names = [...above, own];
      const unknown = names.flatMap((name) => CITED.exec(name)?.[0].split(', ') ?? []).filter((clause) => !known.has(clause));
      found.push({ name: own, clauses: named(names.join(' '), known), unknown });
    }
    return undefined;
  };
  visit(source, []);
  return found;
}

/** Cases written in code: each object with `clauses`. One that is made in a loop counts once. */
export function casesIn(text, file, known) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (ts.isObjectLiteralExpression(node)) {
      const property = (name) => node.properties.find((candidate) => ts.isPropertyAssignment(candidate) && candidate.name.getText() === name)?.initializer;
      const clauses = property('clauses');
      if (clauses && ts.isArrayLiteralExpression(clauses)) {
        const listed = clauses.elements.map(textOf).filter((clause) => clause !== undefined);
        const name = ['id', 'title'].map((key) => property(key) && textOf(property(key))).filter(Boolean).join(' ');
        found.push({ name, clauses: new Set(listed), unknown: listed.filter((clause) => !known.has(clause)) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Cases written as data: a file of vectors. */
export function vectorsIn(text, _file, known) {
  return JSON.parse(text).cases.map(({ id, title = '', clauses = [] }) => ({
    name: `${id} ${title}`.trim(),
    clauses: new Set(clauses),
    unknown: clauses.filter((clause) => !known.has(clause)),
  }));
}
