import { readSubdomain } from './account-state.ts';
import { createCloudflare } from './cloudflare.ts';
import { toDeployedName } from './to-deployed-config.ts';

type Variables = Record<string, string | undefined>;

/** Creates the client for the account that the environment variables name, or says which one is missing. */
export function readConnection(variables: Variables) {
  const { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_ACCOUNT_ID: accountId } = variables;
  const api = variables.CLOUDFLARE_API_BASE_URL ?? 'https://api.cloudflare.com/client/v4';
  if (!token)
    return {
      ok: false,
      reason:
        'CLOUDFLARE_API_TOKEN is not set. Make a token in the dashboard of Cloudflare with the template "Edit Cloudflare Workers", plus D1, Queues, R2 and Account Analytics, and set it. To rehearse without an account: bun run cloud',
    } as const;
  if (!accountId)
    return {
      ok: false,
      reason:
        'CLOUDFLARE_ACCOUNT_ID is not set. The dashboard of Cloudflare shows it on the page Workers & Pages.',
    } as const;
  return { ok: true, cloudflare: createCloudflare({ api, accountId, token }) } as const;
}

/**
 * Chooses the address of the shop: the variable SHOP_URL, else the address of the shell at workers.dev.
 *
 * @param environment which shop; undefined is production
 */
export async function readOrigin(
  cloudflare: ReturnType<typeof createCloudflare>,
  environment: string | undefined,
  { SHOP_URL: given }: Variables,
) {
  const shell = toDeployedName('jogakbo-shell', environment);
  if (given) {
    const url = URL.parse(given);
    if (url?.protocol.startsWith('http')) {
      // On this machine, the name of the worker tells the shops apart.
      if (url.hostname === 'localhost' && environment) url.hostname = `${shell}.localhost`;
      return { ok: true, origin: url.origin } as const;
    }
    return { ok: false, reason: `SHOP_URL is not an address: ${given}` } as const;
  }
  const subdomain = await readSubdomain(cloudflare);
  if (subdomain) return { ok: true, origin: `https://${shell}.${subdomain}.workers.dev` } as const;
  return {
    ok: false,
    reason:
      'The account has no workers.dev address yet. Open Workers & Pages in the dashboard of Cloudflare once, which makes one, or set SHOP_URL to a domain of the account, such as https://shop.example.com.',
  } as const;
}
