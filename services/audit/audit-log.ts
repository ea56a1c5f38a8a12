import { DomainEvent } from '@jogakbo/contracts/domain-events';
import { createApp } from '@jogakbo/edge/create-app';
import { validate } from '@jogakbo/edge/validate';
import { createAuditChain, type Sql } from './audit-chain.ts';
import { type EntryPage, EntryQuery, VerificationQuery } from './contract.ts';

const pageSize = 100;

/**
 * The Durable Object that holds the chain. There is one, and between reading the last link and writing the next it waits for
 * nothing: so every link hangs on exactly one, and one hangs on each.
 */
export class AuditLog {
  readonly #app;

  constructor(state: { storage: { sql: Sql } }, env: object) {
    const chain = createAuditChain(state.storage.sql);
    const app = createApp('audit-log');

    app.post('/entries', validate('json', DomainEvent), (c) => {
      chain.append(c.req.valid('json'));
      return c.json({}, 201);
    });

    app.get('/entries', validate('query', EntryQuery), (c) => {
      const { after, type } = c.req.valid('query');
      const entries = chain.list(after, pageSize, type);
      const next = entries.length === pageSize ? (entries.at(-1)?.seq ?? null) : null;
      return c.json({ entries, next } satisfies EntryPage);
    });

    app.get('/verification', validate('query', VerificationQuery), (c) =>
      c.json(chain.verify(c.req.valid('query').head)),
    );

    this.#app = (request: Request) => app.fetch(request, env);
  }

  async fetch(request: Request): Promise<Response> {
    return this.#app(request);
  }
}
