import type { Claim, Explanation, LostClaim } from '@firstring/core';
import type { ReactNode } from 'react';
import { exactTimeText } from '../show/time-text.js';
import { treeText } from '../show/value-text.js';

/** Who won, who lost, and why (M10). Secrets come masked from the core. */
export function ExplanationPanel({ explanation }: { readonly explanation: Explanation }): ReactNode {
  if (!explanation.found) return <p className="explanation">Nothing is known about this value any more.</p>;
  const { winner, losers, editable } = explanation;
  return (
    <div className="explanation">
      <ol className="claims">
        {winner !== undefined && <ClaimLine claim={winner} verdict="won" why={whyItWon(losers)} />}
        {losers.map((loser) => <ClaimLine key={`${loser.layer} ${loser.priority}`} claim={loser} verdict="lost" why={loser.why} />)}
      </ol>
      <p className="editable">{editable.allowed ? 'You may change this value.' : `You may not change this value: ${editable.why}.`}</p>
    </div>
  );
}

function whyItWon(losers: readonly LostClaim[]): string {
  if (losers.length === 0) return 'nobody else offers a value';
  return losers.some(({ reason }) => reason === 'older') ? 'the newest at the highest priority' : 'the highest priority';
}

function ClaimLine({ claim, verdict, why }: { readonly claim: Claim; readonly verdict: 'won' | 'lost'; readonly why: string }): ReactNode {
  const text = typeof claim.value === 'string' ? claim.value : treeText(claim.value);
  return (
    <li className={`claim ${verdict}`}>
      <span className="verdict">{verdict}</span>
      <span className="claim-value">{text === '' ? 'empty' : text}</span>
      <span className={`layer ${claim.layer}`}>{claim.layer}</span>
      <span className="why">{why}</span>
      <span className="origin">{originText(claim)}</span>
    </li>
  );
}

/** A revision is a digest, of which a person needs only enough to compare two. */
const SHOWN_OF_REVISION = 12;

function originText({ layer, source, priority, document, revision, at }: Claim): string {
  return [
    `priority ${priority}`,
    ...(source === layer ? [] : [`source ${source}`]),
    ...(document === undefined ? [] : [document]),
    ...(revision === undefined || revision === document ? [] : [`revision ${revision.replaceAll('"', '').slice(0, SHOWN_OF_REVISION)}`]),
    ...(at === undefined ? [] : [exactTimeText(at)]),
  ].join(' · ');
}
