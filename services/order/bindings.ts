import type { D1Database } from '@cloudflare/workers-types';
import type { Binding } from '@jogakbo/edge/call';
import type { OutboxBindings } from '@jogakbo/edge/outbox';

/** The calls of Cloudflare Workflows that are taken. https://developers.cloudflare.com/workflows/build/workers-api/ */
export type SagaBinding = {
  create(options: { id: string; params: { order: string } }): Promise<Partial<Disposable>>;
  get(id: string): Promise<{ restart(): Promise<void> } & Partial<Disposable>>;
  /** At most 100. An id that is not there is among the errors. */
  deleteBatch(ids: string[]): Promise<{ errors: { id: string; code: number }[] }>;
};

/** The calls of the Durable Objects that hold members' streams. */
export type FeedBinding = {
  getByName(member: string): {
    fetch(request: Request): Promise<Response>;
    changed(order: string): Promise<void>;
  };
};

export type Bindings = OutboxBindings & {
  DB: D1Database;
  FEED: FeedBinding;
  SAGA: SagaBinding;
  CART: Binding;
  PRICING: Binding;
  INVENTORY: Binding;
  PAYMENT: Binding;
  TRANSPORT: Binding;
  PRODUCT: Binding;
  /** The keys that personal data is encrypted by, see `create-sealer.ts`. */
  ORDER_KEYS: string;
  /** Milliseconds of a saga's first pause, and after which one that does nothing counts as stuck. */
  SAGA_PAUSE?: string;
  SAGA_STUCK?: string;
  /** For tests only: a URL that is told before and after each effect, and whose answer is waited for. */
  SAGA_WATCH?: string;
};
