import { ServiceReads, serviceReadsPath, upstreamProtocol } from '@jogakbo/contracts/service-reads';
import * as v from 'valibot';
import { UpstreamError } from './upstream-error.ts';

/** A deployed shop. */
export type Upstream = {
  origin: string;
  /** Whether its services can be read. */
  open: boolean;
  /** The cookie of a preview, by which its services are read. */
  preview?: string | undefined;
};

const Health = v.object({ worker: v.literal('shell') });

/** Milliseconds for each question at the start. */
const startTimeoutMs = 10_000;

/**
 * Finds a deployed shop, and whether its services can be read.
 *
 * @param given the address of the shop, or the link of a preview
 * @throws UpstreamError with a sentence that says what is wrong, and what to do
 */
export async function openUpstream(given: string): Promise<Upstream> {
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UpstreamError(
      `--upstream needs the address of a shop, such as https://jogakbo.example: ${given}`,
    );
  const { origin } = url;
  const health = await ask(`${origin}/healthz`);
  if (!v.is(Health, await health.json().catch(() => undefined)))
    throw new UpstreamError(`${origin} is no Jogakbo shop: its /healthz does not name the shell.`);
  const preview = url.pathname === '/preview' ? await openLink(url) : undefined;
  const cookie: Record<string, string> = preview ? { cookie: preview } : {};
  const reads = v.safeParse(
    ServiceReads,
    await (await ask(origin + serviceReadsPath, cookie)).json().catch(() => 0),
  );
  if (!reads.success)
    throw new UpstreamError(
      `${origin} is an older shop, which a slice cannot join from outside. Deploy its shell first: bun run deploy shell`,
    );
  const { protocol, open } = reads.output;
  if (protocol !== upstreamProtocol)
    throw new UpstreamError(
      `${origin} speaks version ${protocol} of the protocol, this source speaks ${upstreamProtocol}. Check out the source that is deployed there.`,
    );
  return { origin, open, preview };
}

async function openLink(url: URL): Promise<string> {
  const answer = await ask(url.href);
  const cookie = answer.headers.getSetCookie().find((each) => /^(?:__Host-)?preview=[^;]/.test(each));
  if (!cookie)
    throw new UpstreamError(`The link of the preview has ended. Ask for a new one: bun run preview <slice>`);
  return cookie.split(';')[0] as string;
}

async function ask(url: string, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(startTimeoutMs) });
  } catch (error) {
    throw new UpstreamError(`${new URL(url).origin} does not answer: ${(error as Error).message}`);
  }
}
