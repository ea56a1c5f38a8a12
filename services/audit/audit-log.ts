import { DomainEvent } from '@jogakbo/contracts/domain-events';
import { createApp, type Settings } from '@jogakbo/edge/create-app';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { createAuditChain, type Sql } from './audit-chain.ts';
import {
  type EntryPage,
  EntryQuery,
  Pruning,
  paths,
  type Verification,
  VerificationQuery,
} from './contract.ts';
import { isSigned, signHead } from './sign-head.ts';

const pageSize = 100;
/** Milliseconds between two signatures. */
const signedEvery = 60 * 60 * 1_000;
/** Milliseconds for which entries stay: as long as an event can be delivered or replayed, which is known by its entry. */
const keptFor = 90 * 24 * 60 * 60 * 1_000;

/**
 * The Durable Object that holds the chain. There is one, and between reading the last link and writing the next it waits for
 * nothing: so every link hangs on exactly one, and one hangs on each.
 */
export class AuditLog {
  readonly #app;

  constructor(state: { storage: { sql: Sql } }, env: Settings & { IDENTITY_KEY?: string }) {
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

    app.get('/verification', validate('query', VerificationQuery), async (c) => {
      const found = chain.verify(c.req.valid('query').head);
      for (const signature of found.intact ? chain.signatures() : [])
        if ((await isSigned(signature, env.IDENTITY_KEYS ?? '{"keys":[]}')) === false)
          return c.json({
            ...found,
            intact: false,
            broken: { seq: signature.seq, why: 'head' },
          } satisfies Verification);
      return c.json(found);
    });

    app.get(paths.signatures, (c) => c.json({ signatures: chain.signatures() }));

    app.post(paths.signatures, async (c) => {
      const { seq, head } = chain.head();
      const last = chain.signatures().at(-1);
      const time = c.get('now')();
      if (!env.IDENTITY_KEY || seq <= (last?.seq ?? 0) || time < (last?.time ?? 0) + signedEvery)
        return c.json({});
      const signature = await signHead({ seq, head, time }, env.IDENTITY_KEY);
      // Another call may have signed meanwhile.
      if (chain.signatures().every((each) => each.seq < seq)) chain.sign(signature);
      return c.json({}, 201);
    });

    app.post(paths.pruning, validate('json', Pruning), (c) => {
      const { seq, head } = c.req.valid('json');
      const signature = chain.signatures().find((each) => each.seq === seq && each.head === head);
      if (!signature || chain.begins() >= seq)
        return problem(c, 409, { reason: 'not-signed', detail: 'No head of this number was signed.' });
      if (c.get('now')() < signature.time + keptFor)
        return problem(c, 409, {
          reason: 'too-young',
          detail: 'Entries stay for 90 days after their head was signed.',
        });
      if (!chain.verify().intact)
        return problem(c, 409, { reason: 'broken', detail: 'The chain does not hold.' });
      return c.json({ pruned: chain.prune({ seq, head }) });
    });

    this.#app = (request: Request) => app.fetch(request, env);
  }

  async fetch(request: Request): Promise<Response> {
    return this.#app(request);
  }
}
