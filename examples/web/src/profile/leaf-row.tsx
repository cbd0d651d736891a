import { isSecret, type ProfileValue } from '@firstring/core';
import { useId, useState, type ReactNode } from 'react';
import { provisioner } from '../provisioner.js';
import { Breakable } from '../show/breakable.js';
import { valueText } from '../show/value-text.js';
import { ExplanationPanel } from './explanation-panel.js';

export interface LeafRowProps {
  readonly path: string;
  readonly name: string;
  readonly value: ProfileValue;
}

/** One leaf: its value, the layer that won, and on request why. A secret is masked until the person asks for it (S4). */
export function LeafRow({ path, name, value }: LeafRowProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [isRevealed, setRevealed] = useState(false);
  const panel = useId();
  const explanation = provisioner.explain(path);
  const layer = explanation.found ? explanation.winner?.layer : undefined;
  const text = isRevealed ? (provisioner.reveal(path) ?? '') : valueText(value);
  return (
    <li className="leaf" data-path={path}>
      <div className="leaf-line">
        <button
          className="leaf-name"
          type="button"
          aria-label={name}
          aria-expanded={isOpen}
          aria-controls={panel}
          onClick={() => { setOpen(!isOpen); }}
        >
          <span><Breakable>{name}</Breakable></span>
        </button>
        <span className={text === '' ? 'leaf-value nothing' : 'leaf-value'}>{text === '' ? 'empty' : text}</span>
        {isSecret(value) && (
          <button className="quiet small" type="button" aria-label={`${isRevealed ? 'Hide' : 'Reveal'} ${name}`} onClick={() => { setRevealed(!isRevealed); }}>
            {isRevealed ? 'Hide' : 'Reveal'}
          </button>
        )}
        {layer !== undefined && <span className={`layer ${layer}`}>{layer}</span>}
      </div>
      <div id={panel} hidden={!isOpen}>{isOpen && <ExplanationPanel explanation={explanation} />}</div>
    </li>
  );
}
