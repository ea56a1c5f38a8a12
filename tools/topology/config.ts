import type { Worker } from '../workers.ts';

type Bound = { binding: string };

/** The parts of a wrangler.toml that joining reads. */
export type Config = {
  name: string;
  compatibility_date: string;
  compatibility_flags?: string[];
  assets?: { directory: string; binding: string };
  services?: (Bound & { service: string; entrypoint?: string })[];
  vars?: Record<string, string>;
  secrets?: { required?: string[] };
  limits?: { cpu_ms?: number };
  placement?: { mode: string };
  d1_databases?: (Bound & { database_name: string; preview_database_id?: string; migrations_dir?: string })[];
  kv_namespaces?: (Bound & { id?: string })[];
  analytics_engine_datasets?: (Bound & { dataset: string })[];
  r2_buckets?: (Bound & { bucket_name: string })[];
  durable_objects?: { bindings?: { name: string; class_name: string }[] };
  migrations?: { tag: string; new_sqlite_classes?: string[] }[];
  workflows?: (Bound & { name: string; class_name: string })[];
  queues?: { producers?: (Bound & { queue: string })[]; consumers?: { queue: string }[] };
  triggers?: { crons?: string[] };
  [key: string]: unknown;
};

/** A tier and its own wrangler.toml. */
export type ConfiguredTier = { tier: Worker; config: Config };

/** The part of one tier in the entry of a joined worker. */
export type Part = {
  prefix: string;
  hidden: string[];
  /** Binding → the tier of the same worker that serves it. */
  inside: Record<string, string>;
  queues: string[];
  crons: string[];
  /** Durable Objects and Workflows, which the worker has to export. */
  classes: string[];
};

/** A topology that cannot be built, with the reason in a sentence. */
export class TopologyError extends Error {
  override name = 'TopologyError';
}
