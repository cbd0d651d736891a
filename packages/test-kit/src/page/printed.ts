/** Collects everything that this page prints or leaves unhandled, from now on. */
export function collectPrinted(): { readonly text: () => string; readonly stop: () => void } {
  const lines: string[] = [];
  const printers = globalThis.console as unknown as Record<string, (...parts: readonly unknown[]) => void>;
  const stops = ['debug', 'log', 'info', 'warn', 'error', 'trace'].map((method) => {
    const original = printers[method];
    printers[method] = (...parts) => {
      lines.push(parts.map(shown).join(' '));
      original?.(...parts);
    };
    return () => {
      if (original !== undefined) printers[method] = original;
    };
  });
  const onError = ({ message, error }: ErrorEvent): void => void lines.push(message, shown(error));
  const onRejection = ({ reason }: PromiseRejectionEvent): void => void lines.push(shown(reason));
  addEventListener('error', onError);
  addEventListener('unhandledrejection', onRejection);
  return {
    text: () => lines.join('\n'),
    stop: () => {
      stops.forEach((stop) => {
        stop();
      });
      removeEventListener('error', onError);
      removeEventListener('unhandledrejection', onRejection);
    },
  };
}

function shown(part: unknown): string {
  if (part instanceof Error) return `${part.message}\n${part.stack ?? ''}`;
  return typeof part === 'string' ? part : JSON.stringify(part);
}
