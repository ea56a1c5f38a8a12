import { isLogged } from '@jogakbo/edge/log';
import type { LogEntry } from './recorded.ts';

const levels = ['log', 'warn', 'error'] as const;

/**
 * Passes each line that this isolate logs to `onLine`. The workers log every request then, so lines that the wished level leaves out are
 * not printed.
 *
 * @param wished the variable LOG_LEVEL, as it was set for this shop
 */
export function recordConsole(wished: string | undefined, onLine: (entry: LogEntry) => void): void {
  for (const level of levels) {
    const print = console[level];
    console[level] = (...values: unknown[]) => {
      const text = values.map((value) => (typeof value === 'string' ? value : toText(value))).join(' ');
      onLine({ at: Date.now(), level, text });
      if (level !== 'log' || isPrinted(text, wished)) print.apply(console, values);
    };
  }
}

/** Whether a level prints a line. See `logRequest` for the rules. */
export function isPrinted(text: string, wished: string | undefined): boolean {
  const { trace, status, worker } = toFields(text);
  if (typeof trace !== 'string') return true;
  if (wished !== 'off' && worker !== undefined && Number(status) >= 500) return true;
  return isLogged(wished, trace);
}

/** Reads a line that is a JSON object. Any other line has no fields. */
export function toFields(text: string): Record<string, unknown> {
  if (!text.startsWith('{')) return {};
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function toText(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
