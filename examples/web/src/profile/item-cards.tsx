import { formatPath, type ProfileItem } from '@firstring/core';
import type { ReactNode } from 'react';
import { localText } from '../show/value-text.js';
import { LeafRow } from './leaf-row.js';

export interface ItemCardsProps {
  readonly section: 'quickDial' | 'dialActions';
  readonly title: string;
  readonly items: readonly ProfileItem[];
  /** The node that a person knows an item by. */
  readonly titleNode: string;
}

/** One card for each item of a collection. */
export function ItemCards({ section, title, items, titleNode }: ItemCardsProps): ReactNode {
  if (items.length === 0) return null;
  return (
    <section className="card" aria-label={title}>
      <h2>{title} <span className="count">{items.length}</span></h2>
      <div className="items">
        {items.map(({ id, nodes }) => {
          const named = nodes.find(([name]) => name === titleNode)?.[1];
          return (
            <article className="item" key={id}>
              <h3>{named === undefined ? id : localText(named, navigator.languages)} <code>{id}</code></h3>
              <ul className="leaves">
                {nodes.map(([name, value]) => {
                  const path = formatPath({ section, id, name });
                  return <LeafRow key={path} path={path} name={name} value={value} />;
                })}
              </ul>
            </article>
          );
        })}
      </div>
    </section>
  );
}
