type Status = 'IN_PROGRESS' | 'WAITING_FOR_DEPOSIT' | 'DONE' | 'CANCELED' | 'ABORTED' | 'EXPIRED';
type Kept = {
  paymentKey: string;
  orderId: string;
  totalAmount: number;
  status: Status;
  outcome: string;
  /** Epoch milliseconds. */
  approvedAt: number;
  entries: string[];
  asked: number;
};

/** What happens to a request: the server breaks before or after it has worked, or the line breaks. */
type TossFate = 'answered' | '500 before' | '500 after' | 'request lost' | 'answer lost';

/** The key of the shop in the stand-in. */
export const secretKey = 'test_sk_standin';

/**
 * Creates a server that answers as the API of Toss Payments is documented: https://docs.tosspayments.com/reference. `handle` answers in the
 * same process, and `serve` over HTTP.
 *
 * @param now epoch milliseconds
 */
export function createTossStandIn(now: () => number = () => 0) {
  const payments = new Map<string, Kept>();
  const answered = new Map<string, { status: number; body: string }>();
  const requests: { path: string; key: string | null; body: Record<string, unknown> }[] = [];
  const fates: TossFate[] = [];

  return {
    fates,
    requests,

    /** The shopper approves a payment in the window. @param outcome `ok`, a code of a refusal, or `WAITING_FOR_DEPOSIT` */
    approve(orderId: string, totalAmount: number, outcome = 'ok'): string {
      const paymentKey = `tgen_${orderId}_${payments.size}`;
      const status = 'IN_PROGRESS';
      payments.set(paymentKey, {
        ...{ paymentKey, orderId, totalAmount, status, outcome },
        ...{ approvedAt: now(), entries: [], asked: 0 },
      });
      return paymentKey;
    },

    /** The shop's owner cancels a payment on the pages of Toss. */
    cancelAtToss(orderId: string): void {
      for (const each of payments.values()) if (each.orderId === orderId && each.status === 'DONE') end(each);
    },

    /** The payments of an order that were confirmed, with all that happened to them. */
    books: (orderId: string) =>
      [...payments.values()].filter((each) => each.orderId === orderId && each.entries.length > 0),

    async handle(request: Request): Promise<Response> {
      const fate = fates.shift() ?? 'answered';
      if (fate === 'request lost') throw new TypeError('The connection was lost.');
      if (fate === '500 before') return refuse(500, 'FAILED_INTERNAL_SYSTEM_PROCESSING');
      const answer = await answerOnce(request);
      if (fate === 'answer lost') throw new TypeError('The connection was lost.');
      return fate === '500 after' ? refuse(500, 'UNKNOWN_PAYMENT_ERROR') : answer;
    },

    serve() {
      const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: (request) => this.handle(request) });
      return { url: server.url.origin, stop: () => server.stop(true) };
    },
  };

  /** The same idempotency key gets the same answer. */
  async function answerOnce(request: Request): Promise<Response> {
    if (request.headers.get('authorization') !== `Basic ${btoa(`${secretKey}:`)}`)
      return refuse(401, 'UNAUTHORIZED_KEY');
    const { pathname: path } = new URL(request.url);
    const body = request.method === 'POST' ? ((await request.json()) as Record<string, unknown>) : {};
    const key = request.headers.get('idempotency-key');
    requests.push({ path, key, body });
    const known = key === null ? undefined : answered.get(key);
    if (known) return new Response(known.body, { status: known.status });
    const answer = answerNow(path, body, request.method);
    if (key !== null) answered.set(key, { status: answer.status, body: await answer.clone().text() });
    return answer;
  }

  function answerNow(path: string, body: Record<string, unknown>, method: string): Response {
    for (const each of payments.values())
      if (each.status === 'IN_PROGRESS' && now() > each.approvedAt + 10 * 60_000) each.status = 'EXPIRED';
    if (method === 'POST' && path === '/v1/payments/confirm') return confirm(body);
    const order = path.match(/^\/v1\/payments\/orders\/([\w=-]{6,64})$/)?.[1];
    if (order !== undefined) {
      // Payments can be looked up once they are confirmed.
      const found = [...payments.values()].findLast(
        (each) => each.orderId === order && each.entries.length > 0,
      );
      return found ? Response.json(found) : refuse(404, 'NOT_FOUND_PAYMENT');
    }
    const canceled = payments.get(
      decodeURIComponent(path.match(/^\/v1\/payments\/([^/]+)\/cancel$/)?.[1] ?? ''),
    );
    if (!canceled) return refuse(404, 'NOT_FOUND_PAYMENT');
    if (!body.cancelReason) return refuse(400, 'INVALID_REQUEST');
    if (canceled.status === 'CANCELED') return refuse(400, 'ALREADY_CANCELED_PAYMENT');
    if (canceled.status !== 'DONE' && canceled.status !== 'WAITING_FOR_DEPOSIT')
      return refuse(403, 'NOT_CANCELABLE_PAYMENT');
    end(canceled);
    return Response.json(canceled);
  }

  function confirm({ paymentKey, orderId, amount }: Record<string, unknown>): Response {
    const payment = payments.get(String(paymentKey));
    if (!payment || payment.status === 'EXPIRED') return refuse(404, 'NOT_FOUND_PAYMENT_SESSION');
    payment.asked += 1;
    if (payment.status !== 'IN_PROGRESS') return refuse(400, 'ALREADY_PROCESSED_PAYMENT');
    if (payment.orderId !== orderId || payment.totalAmount !== amount) return refuse(400, 'INVALID_REQUEST');
    if (payment.outcome === 'WAITING_FOR_DEPOSIT') {
      payment.status = 'WAITING_FOR_DEPOSIT';
      payment.entries.push('waiting');
      return Response.json(payment);
    }
    if (payment.outcome !== 'ok') {
      payment.status = 'ABORTED';
      payment.entries.push('declined');
      return refuse(403, payment.outcome);
    }
    payment.status = 'DONE';
    payment.entries.push('captured');
    return Response.json(payment);
  }

  function end(payment: Kept): void {
    payment.status = 'CANCELED';
    payment.entries.push('refunded');
  }
}

function refuse(status: number, code: string): Response {
  return Response.json({ code, message: 'A message for people.' }, { status });
}
