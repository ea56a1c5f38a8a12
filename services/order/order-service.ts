import type { Binding } from '@jogakbo/edge/call';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import type { MoveSettings } from '@jogakbo/edge/require-open-moves';
import type {
  ServiceApp,
  ServiceBindings,
  ServiceContext,
  ServiceRequest,
} from '@jogakbo/edge/service-context';

/** The methods of Cloudflare Workflows that this service uses. https://developers.cloudflare.com/workflows/build/workers-api/ */
export type SagaBinding = {
  create(options: { id: string; params: { order: string } }): Promise<Partial<Disposable>>;
  get(id: string): Promise<{ restart(): Promise<void> } & Partial<Disposable>>;
  /** At most 100 ids. An id without an instance is among the errors. */
  deleteBatch(ids: string[]): Promise<{ errors: { id: string; code: number }[] }>;
};

/** The Durable Objects that hold the streams of members. */
export type FeedBinding = {
  getByName(member: string): {
    fetch(request: Request): Promise<Response>;
    changed(order: string): Promise<void>;
  };
};

type OwnBindings = {
  FEED: FeedBinding;
  SAGA: SagaBinding;
  CART: Binding;
  PRICING: Binding;
  INVENTORY: Binding;
  PAYMENT: Binding;
  TRANSPORT: Binding;
  PRODUCT: Binding;
  /** The keys that encrypt personal data. */
  ORDER_KEYS: string;
  /** Milliseconds of a saga's first pause. */
  SAGA_PAUSE?: string;
  /** Milliseconds without work after which a saga is stuck. */
  SAGA_STUCK?: string;
  /** For tests only: a URL that the saga calls before and after each effect, waiting for the answer. */
  SAGA_WATCH?: string;
};

export type OrderService = {
  name: 'order-service';
  bindings: OwnBindings & OperatorSettings & MoveSettings;
};
export type OrderApp = ServiceApp<OrderService>;
export type OrderRequest = ServiceRequest<OrderService>;
export type OrderContext = ServiceContext<OrderService>;
export type Bindings = ServiceBindings<OrderService>;
