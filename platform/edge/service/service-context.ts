import type { EventsOf } from '@jogakbo/contracts/domain-events';
import type { Context, Hono } from 'hono';
import type { RequestVariables, Settings } from '../app/create-app.ts';
import type { Publish } from '../events/create-publisher.ts';
import type { OutboxBindings } from '../events/outbox.ts';

/**
 * A service as a type: its name, and the bindings and variables of its `wrangler.toml`.
 *
 * @example
 * export type Pricing = { name: 'pricing-service'; bindings: RedisSettings & OperatorSettings };
 */
export type ServiceType = { name: string; bindings: object };

/** The bindings of a service. One that publishes also has those of the outbox. */
export type ServiceBindings<Service extends ServiceType> = Service['bindings'] &
  Settings &
  ([EventsOf<Service['name']>] extends [never] ? object : OutboxBindings);

/** The Hono environment of a service: the variables of every request, and `publish`. */
export type ServiceEnv<Service extends ServiceType> = {
  Bindings: ServiceBindings<Service>;
  Variables: RequestVariables & { publish: Publish<Service['name']> };
};

/** The app that a service adds its routes to. */
export type ServiceApp<Service extends ServiceType> = Hono<ServiceEnv<Service>>;

/** The context of a request to a service. */
export type ServiceRequest<Service extends ServiceType> = Context<ServiceEnv<Service>>;

/**
 * The context of a service's work, with or without a request: for an event, by the clock, in a Durable Object or a Workflow. A
 * function that takes this type can be called in all these places.
 */
export type ServiceContext<Service extends ServiceType> = {
  env: ServiceBindings<Service>;
  var: Pick<ServiceEnv<Service>['Variables'], 'trace' | 'now' | 'publish'>;
};
