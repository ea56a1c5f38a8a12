import { publicApiPath } from '@jogakbo/contracts/api';

/** The version of the Universal Commerce Protocol, and of the shop's own capabilities. https://ucp.dev */
const ucpVersion = '2026-04-08';
const ownVersion = '2026-11-26';

/** Makes `/llms.txt`: what a language model should know about the shop. https://llmstxt.org */
export function toLlmsText(origin: string): string {
  return `# 조각보 Jogakbo

> An online shop in Korea. Pages are Korean, or English with \`?lang=en\`. Prices are won (KRW), and orders are delivered in Korea.

- A product has the page ${origin}/products/<product id>, and \`?item=<item id>\` chooses one of its options.
- A search is ${origin}/search?q=<words>. Programs should use the API instead: it is faster, and crawlers may not open searches.
- To buy, a shopper opens ${origin}/checkout?product=<product id>&item=<item id>&quantity=<number>, logs in and pays. No assistant can do
  this for them.
- An assistant that a shopper has connected may fill their cart; then the shopper opens ${origin}/checkout.

## For programs

- [MCP](${origin}${publicApiPath}/mcp): tools for assistants over streamable HTTP. It needs a key: \`authorization: Bearer <key>\`. For the cart it needs a shopper's token
- [OAuth](${origin}/.well-known/oauth-authorization-server): how a shopper connects a program
- [API](${origin}${publicApiPath}/docs): all routes, with their parameters
- [OpenAPI](${origin}${publicApiPath}/openapi.json): the same as a document
- [UCP](${origin}/.well-known/ucp): the profile for the Universal Commerce Protocol

## About the shop

- [Terms](${origin}/terms)
- [Delivery and returns](${origin}/returns)
- [Privacy](${origin}/privacy)
- [Help](${origin}/help)
`;
}

/**
 * Makes the profile at `/.well-known/ucp`. It names the shop's own service and capabilities: the shop does not have the forms of
 * `dev.ucp.shopping`, and a profile must not promise what the shop cannot do.
 */
export function toUcpProfile(origin: string) {
  const api = `${origin}${publicApiPath}`;
  const own = { version: ownVersion, spec: `${api}/docs` };
  const schema = `${api}/openapi.json`;
  return {
    ucp: {
      version: ucpVersion,
      services: {
        'example.jogakbo.shopping': [
          { ...own, transport: 'rest', endpoint: api, schema },
          { ...own, transport: 'mcp', endpoint: `${api}/mcp`, schema },
        ],
      },
      capabilities: {
        'example.jogakbo.shopping.catalog': [{ ...own, schema }],
        // With a token of the shopper, whose scope is `cart` or `orders`.
        'example.jogakbo.shopping.cart': [{ ...own, schema }],
        'example.jogakbo.shopping.orders': [{ ...own, schema }],
        // The shopper finishes the checkout in the shop.
        'example.jogakbo.shopping.checkout_link': [{ ...own, schema }],
      },
      payment_handlers: {},
    },
  };
}
