/** Timers as every JavaScript platform but Node has them: the handle is whatever the platform gives. */
export interface NativeTimers {
  setTimeout(fire: () => void, delayMs: number): unknown;
  clearTimeout(handle: never): void;
}

/** The globals of React Native that ports stand on. Looked up when they are needed, so a later replacement counts. */
export interface NativeGlobals extends NativeTimers {
  readonly Date: { now(): number };
  readonly XMLHttpRequest: new () => NativeRequest;
  /** Absent in React Native itself; `react-native-get-random-values` brings it. */
  readonly crypto?: { getRandomValues(bytes: Uint8Array): unknown } | undefined;
  readonly Intl?: { DateTimeFormat(): { resolvedOptions(): { readonly locale: string } } } | undefined;
}

/** `XMLHttpRequest`, as far as React Native has it. */
export interface NativeRequest {
  /** Bytes come only at the end; before it there is no look at them. */
  responseType: string;
  /** React Native sends cookies unless told otherwise. */
  withCredentials: boolean;
  /** In ms; 0 is none. On iOS it counts from the last byte. */
  timeout: number;
  readonly readyState: number;
  /** 0 until the head of the answer is there. */
  readonly status: number;
  /** The last URL of a chain of redirects. */
  readonly responseURL?: string | null | undefined;
  readonly response: unknown;
  onreadystatechange: (() => void) | null;
  /** Events come only where a handler is set before `send`. */
  onprogress: ((event: NativeProgress) => void) | null;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  ontimeout: (() => void) | null;
  onabort: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getAllResponseHeaders(): string | null | undefined;
  send(body?: string | Uint8Array): void;
  abort(): void;
}

export interface NativeProgress {
  readonly loaded: number;
  readonly total: number;
  readonly lengthComputable: boolean;
}
