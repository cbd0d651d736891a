import { formatPath, type Pairs, type ProfileValue } from '@firstring/core';
import { useState, type ReactNode } from 'react';
import { provisioner } from '../provisioner.js';
import { LeafRow } from './leaf-row.js';

export interface NodeListProps {
  readonly section: 'account' | 'prefKeys' | 'service';
  readonly title: string;
  readonly nodes: Pairs<ProfileValue>;
}

/** The leaves of one section: what servers sent, and on request what is built in. */
export function NodeList({ section, title, nodes }: NodeListProps): ReactNode {
  const [showsAll, setShowsAll] = useState(false);
  const leaves = nodes.map(([name, value]) => ({ name, value, path: formatPath({ section, name }) }));
  const sent = leaves.filter(({ path }) => !isBuiltIn(path));
  const builtIn = leaves.length - sent.length;
  if (leaves.length === 0) return null;
  return (
    <section className="card" aria-label={title}>
      <h2>{title} <span className="count">{sent.length}</span></h2>
      <ul className="leaves">
        {(showsAll ? leaves : sent).map(({ name, value, path }) => <LeafRow key={path} path={path} name={name} value={value} />)}
      </ul>
      {builtIn > 0 && (
        <button className="quiet" type="button" aria-expanded={showsAll} onClick={() => { setShowsAll(!showsAll); }}>
          {showsAll ? 'Hide' : 'Show'} {builtIn} built-in defaults
        </button>
      )}
    </section>
  );
}

function isBuiltIn(path: string): boolean {
  const explanation = provisioner.explain(path);
  return explanation.found && explanation.winner?.layer === 'defaults';
}
