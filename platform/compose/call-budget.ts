type Endpoint = { fetch(input: Request | string, init?: RequestInit): Promise<Response> };

/** The calls that one page may still make. */
export type CallBudget = {
  left: number;
  /** Fragments that wait for a manifest and have not made their first call. A second try must leave one call for each. */
  owed: number;
};

/**
 * Cloudflare runs at most 32 workers for one request: https://developers.cloudflare.com/workers/runtime-apis/bindings/service-bindings/#limits
 * The host is one of them, and may look up a session.
 */
const callsOnCloudflare = 30;

/**
 * Makes the budget of one page.
 *
 * @param left the default is the limit of the platform
 */
export function createCallBudget(left = defaultCalls()): CallBudget {
  return { left, owed: 0 };
}

function defaultCalls(): number {
  const isCloudflare = globalThis.navigator?.userAgent === 'Cloudflare-Workers';
  return isCloudflare ? callsOnCloudflare : Number.POSITIVE_INFINITY;
}

/** The error of a call that the budget does not allow. It is no failure of the callee. */
export const overBudget = new Error('the page has no calls left');

/** The same endpoint, whose calls are taken from a budget. An endless budget needs no counting. */
export function meter(endpoint: Endpoint, calls: CallBudget | undefined): Endpoint {
  if (!calls || calls.left === Number.POSITIVE_INFINITY) return endpoint;
  return {
    fetch(input, init) {
      if (calls.left <= 0) return Promise.reject(overBudget);
      calls.left -= 1;
      return endpoint.fetch(input, init);
    },
  };
}
