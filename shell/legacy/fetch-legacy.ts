import type { Context } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { toLegacyHeaders } from './to-legacy-headers.ts';

/** Why the legacy has no answer that can be shown. */
type LegacyFailure = { ok: false; reason: 'away' | 'late' | 'failed'; detail: string };
type LegacyAnswer = { ok: true; response: Response } | LegacyFailure;

const defaultTimeoutMs = 10_000;

type Asked = {
  method: string;
  /** Path and query. */
  path: string;
  body?: ArrayBuffer | undefined;
  /** Whether a page of the shop waits for the answer. Then the whole answer has a tenth of the time. */
  isPart?: boolean;
};

/**
 * Asks the legacy with the visitor's own cookies of the legacy. The answer has to begin in time; the body of a page may take longer. Nothing keeps
 * it.
 */
export async function fetchLegacy(c: Context<ShellEnv>, origin: string, asked: Asked): Promise<LegacyAnswer> {
  const { method, path, body, isPart = false } = asked;
  const timeoutMs = Number(c.env.LEGACY_TIMEOUT ?? defaultTimeoutMs) / (isPart ? 10 : 1);
  const url = new URL(c.req.url);
  const ended = new AbortController();
  const leave = () => ended.abort();
  c.req.raw.signal.addEventListener('abort', leave);
  const late = setTimeout(() => ended.abort('late'), timeoutMs);
  try {
    const response = await fetch(origin + path, {
      method,
      headers: toLegacyHeaders({ sent: c.req.raw.headers, url, origin, language: c.var.language }),
      redirect: 'manual',
      signal: ended.signal,
      ...(body ? { body } : {}),
    });
    if (response.status < 500) {
      if (!isPart) return { ok: true, response };
      const { status, headers } = response;
      return { ok: true, response: new Response((await response.text()) || null, { status, headers }) };
    }
    await response.body?.cancel();
    return { ok: false, reason: 'failed', detail: `status ${response.status}` };
  } catch (error) {
    if (ended.signal.reason === 'late')
      return { ok: false, reason: 'late', detail: `no answer within ${timeoutMs} ms` };
    return { ok: false, reason: 'away', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(late);
  }
}
