/** What a client of a running stand-in needs to know. */
export type Environment = {
  api: string;
  accountId: string;
  token: string;
  shop: string;
  upstash: { url: string; token: string };
};

/** The variables with which wrangler and `bun run deploy` use the stand-in instead of Cloudflare. */
export function toEnvironment({ api, accountId, token, shop, upstash }: Environment): Record<string, string> {
  return {
    CLOUDFLARE_API_BASE_URL: `${api}/client/v4`,
    CLOUDFLARE_ACCOUNT_ID: accountId,
    CLOUDFLARE_API_TOKEN: token,
    WRANGLER_SEND_METRICS: 'false',
    CI: '1',
    UPSTASH_REDIS_REST_URL: upstash.url,
    UPSTASH_REDIS_REST_TOKEN: upstash.token,
    SHOP_URL: shop,
  };
}
