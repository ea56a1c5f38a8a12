import { mock } from 'bun:test';

/**
 * Replaces `cloudflare:workers`, which only workerd has, by what the runtime does for classes that extend its own. Import this
 * file before the class, and import the class with `await import(…)`. All tests use this file, since a module can be mocked once.
 */
mock.module('cloudflare:workers', () => {
  class Entry {
    ctx: unknown;
    env: unknown;
    constructor(ctx: unknown, env: unknown) {
      this.ctx = ctx;
      this.env = env;
    }
  }
  return { DurableObject: Entry, WorkflowEntrypoint: Entry };
});
