import type { QueueCount } from '../runtime/local-queues/worker.ts';

/** What a shop answered, or a sentence why it did not. */
export type Answered<Value> = { ok: true; value: Value } | { ok: false; status: number; reason: string };

/** Where the console reads what it shows about a running shop. */
export type ShopSource = {
  /** The address of the shop. */
  url: string;
  /** Whether the shop runs under `bun run dev`, which records traces and has fault switches. */
  isDevelopment: boolean;
  /** Reads JSON of the shop. */
  read<Value>(path: string): Promise<Answered<Value>>;
  /** How many messages are in each queue; left out where it cannot be known. */
  queues?: () => Promise<Record<string, QueueCount>>;
};

type Options = Pick<ShopSource, 'url' | 'isDevelopment' | 'queues'> & {
  /** The token of operators; it is sent to routes of operators only. */
  token: string;
};

/** Creates the source of a shop that is reached by its address. */
export function createShopSource({ token, ...shop }: Options): ShopSource {
  return {
    ...shop,
    async read<Value>(path: string): Promise<Answered<Value>> {
      if (path.startsWith('/_dev') && !shop.isDevelopment)
        return { ok: false, status: 404, reason: notGiven };
      const headers: Record<string, string> = { accept: 'application/json' };
      if (path.startsWith('/api/operator/')) headers.authorization = `Bearer ${token}`;
      try {
        const signal = AbortSignal.timeout(readTimeoutMs);
        const response = await fetch(new URL(path, shop.url), { headers, signal, redirect: 'manual' });
        const body = await response.json().catch(() => undefined);
        if (response.ok && body !== undefined) return { ok: true, value: body as Value };
        return { ok: false, status: response.status, reason: toReason(response.status, body) };
      } catch (error) {
        return {
          ok: false,
          status: 503,
          reason: `${shop.url} cannot be reached: ${(error as Error).message}`,
        };
      }
    },
  };
}

/** Says what a deployed shop does not give, and where it is instead. */
const notGiven =
  'A deployed shop does not give this to its clients. Its traces and metrics go to the collector of OTLP_URL, its logs to the account that runs it.';

function toReason(status: number, body: unknown): string {
  const { detail } = (body ?? {}) as { detail?: string };
  if (detail) return detail;
  if (status === 401) return 'The shop does not accept this token. Pass its OPERATOR_TOKEN with --token.';
  return `The shop answers ${status}.`;
}

const readTimeoutMs = 5_000;
