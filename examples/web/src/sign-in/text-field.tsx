import { useId, type ReactNode } from 'react';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'password';
  readonly autoComplete: string;
  readonly placeholder?: string;
  /** A sentence below the field. */
  readonly hint?: ReactNode;
  readonly autoFocus?: boolean;
}

export function TextField({ label, value, onValue, type = 'text', hint, ...rest }: TextFieldProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        onChange={(event) => { onValue(event.target.value); }}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        {...rest}
      />
      {hint !== undefined && <p className="hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}
