import type { QueueRules } from '../../runtime/local-queues/queue-rules.ts';

type Bound<More = unknown> = { binding: string } & More;

/** The parts of the joined worker's configuration that the program needs at its start. */
export type ServerConfig = {
  /** The services that the program calls at a gateway: the name of the binding, and the slice. None if the services are in the program. */
  services: Bound<{ slice: string }>[];
  variables: Record<string, string>;
  /** The names of secrets. In front of `__` is the only tier that may see the secret. */
  secrets: string[];
  /** The name of the binding of the files. */
  assets: string;
  stores: StoresConfig;
};

/** The stores of the services in the program. */
export type StoresConfig = {
  /** The databases. `name` names the file, and the folder of its migrations. */
  databases: Bound<{ name: string }>[];
  /** The names of bindings to KV namespaces. */
  values: string[];
  /** The Durable Objects by class. */
  objects: Bound<{ className: string }>[];
  workflows: Bound<{ name: string; className: string }>[];
  producers: Bound<{ queue: string }>[];
  consumers: Record<string, Omit<QueueRules, 'binding'>>;
  crons: string[];
};
