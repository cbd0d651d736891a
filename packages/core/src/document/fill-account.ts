import { tokenize } from '../service/placeholder.js';
import type { Scope } from '../service/service.js';
import { fillTemplate, type Reveal } from '../service/template.js';
import { isAccountServiceKey, isReleased, isUrlNode } from './account-schema.js';
import { note } from './incoming-node.js';
import type { IncomingNode } from './mergeable.js';
import { accept, problem, type Problem, type Result, type Warning } from './problem.js';
import { isSecretNode, toLeaf, type Keep } from './secret-nodes.js';
import { isSecret, isSubtree, rebuilt, type Leaf, type SafeElement, type Value } from './tree.js';
import type { ServiceWarningCode } from './warning-catalogue.js';
import { isBlank } from './xml-space.js';

/**
 * Makes an account of the portal's defaults where there is no step 4 (D5a): fills `%username%`, `%password%`, `%fullcode%`
 * and whatever else the scope knows; takes `username` and `password` from the input where the defaults set none, or an
 * empty one; `title` falls back to the username. Values of secret templates, and what a secret was filled into, are
 * secret again.
 *
 * Keys of web services stay templates: they are filled when a request is made, encoded for where they stand (W8).
 *
 * Problems: `input.credentials-missing` where a template asks for what the input leaves absent (I1), and those of a template
 * that cannot be filled: no template is ever taken for a value.
 *
 * @param warnings gets what W5 warns of, with the node that the template stands in.
 */
export function fillAccount(nodes: readonly IncomingNode[], scope: Scope, reveal: Reveal, keep: Keep, warnings: Warning[] = []): Result<readonly IncomingNode[]> {
  const problems: Problem[] = [];
  const refused = (why: Problem, leaf: Leaf): Leaf => {
    problems.push(why);
    return leaf;
  };

  const fillLeaf = (name: string, leaf: Leaf): Leaf => {
    const template = isSecret(leaf) ? reveal(leaf) : leaf;
    if (template === undefined) return refused(problem('template.unavailable', { node: name }), leaf);
    if (!template.includes('%')) return leaf;
    const tokens = tokenize(template, scope, name);
    if (!tokens.ok) return refused(tokens.problem, leaf);
    const absent = INPUT.find((each) => tokens.value.warnings.some(({ code, node }) => code === 'template.unknown-name' && node === each));
    if (absent !== undefined) return refused(problem('input.credentials-missing', { node: absent }), leaf); // I1
    const filled = fillTemplate(template, scope, 'verbatim', reveal);
    if (!filled.ok) return refused(filled.problem, leaf);
    for (const { code } of tokens.value.warnings) note(warnings, code as ServiceWarningCode, name); // what it names may be a piece of a secret (S4)
    const secret = isSecret(leaf) || tokens.value.placeholders.some((placeholder) => placeholder.secret);
    return toLeaf(secret ? 'secret' : 'plain', filled.value.text, keep);
  };

  const fillElement = (element: SafeElement): SafeElement =>
    rebuilt(element, (value, name) => fillLeaf(name, value), fillLeaf(element.name, element.text), fillElement);

  const fillNode = (node: IncomingNode): IncomingNode => {
    if (isAccountServiceKey(node.name) || (isReleased(node.name) && isUrlNode(node.name))) return node;
    return { ...node, value: isSubtree(node.value) ? fillElement(node.value) : fillLeaf(node.name, node.value) };
  };

  const fromInput = (name: string): Leaf | undefined => {
    const leaf = scope.values.find(([candidate]) => candidate === name)?.[1];
    return typeof leaf === 'string' && isSecretNode('account', name) ? toLeaf('secret', leaf, keep) : leaf;
  };

  const filled = nodes.map(fillNode);
  const withUsername = withFallback(filled, 'username', fromInput('username'));
  const withPassword = withFallback(withUsername, 'password', fromInput('password'));
  const account = withFallback(withPassword, 'title', withPassword.find(({ name }) => name === 'username')?.value);
  const [first] = problems;
  return first === undefined ? accept(account) : { ok: false, problem: first };
}

/** What a scope lacks only where the input leaves it absent. */
const INPUT = ['username', 'password'] as const;

/** Sets a node that is absent or says nothing; its priority and source stay. A password of blanks says something. */
function withFallback(nodes: readonly IncomingNode[], name: string, value: Value | undefined): readonly IncomingNode[] {
  if (value === undefined) return nodes;
  if (!nodes.some((node) => node.name === name)) return [...nodes, { name, value }];
  return nodes.map((node) => (node.name === name && typeof node.value === 'string' && isBlank(node.value) ? { ...node, value } : node));
}
