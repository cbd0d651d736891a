import { engineerSentence, type Problem } from '@firstring/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { timeText } from './show/time-text.js';

/** What went wrong: the provider's own sentence where it sent one (D8), and what an engineer wants to know behind a fold. */
export function ProblemNotice({ problem }: { readonly problem: Problem }): ReactNode {
  const { code, person, message, details } = problem;
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.focus();
  }, [problem]);
  return (
    <div className="notice problem" role="alert" tabIndex={-1} ref={notice}>
      <p className="notice-sentence">{message ?? person}</p>
      {details.faults !== undefined && (
        <ul>
          {details.faults.map((fault) => <li key={`${fault.node} ${fault.rule}`}><code>{fault.node}</code>: {fault.person}</li>)}
        </ul>
      )}
      {details.retryAt !== undefined && <p>Trying again makes sense from {timeText(details.retryAt)}.</p>}
      <details>
        <summary>Details</summary>
        <p><code>{code}</code></p>
        <p>{engineerSentence(problem)}</p>
      </details>
    </div>
  );
}
