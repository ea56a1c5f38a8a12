// Takes the place of `cloudflare:workers` in the program that has the services, too.
export { waitUntil } from './background.ts';

/** The base of Durable Objects: it keeps what it is made with. */
export class DurableObject {
  readonly ctx: object;
  readonly env: object;

  constructor(ctx: object, env: object) {
    this.ctx = ctx;
    this.env = env;
  }
}

/** The base of Workflows. */
export class WorkflowEntrypoint extends DurableObject {}
