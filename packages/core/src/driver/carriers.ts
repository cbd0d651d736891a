import type { Command } from '../machine/command.js';

/** What carries out the commands of these types. */
export type Carriers<Type extends Command['type']> = { readonly [Each in Type]: (command: CommandOf<Each>) => void };

/** Commands that only a run gives. */
export type RunCommand = CommandOf<'http.send' | 'http.abort' | 'document.read' | 'account.fill'>;

type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;
