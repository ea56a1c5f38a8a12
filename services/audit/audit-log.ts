import { DomainEvent } from '@jogakbo/contracts/domain-events';
import { createApp, type Settings } from '@jogakbo/edge/create-app';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
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
/** Bytes. A queue delivers ten messages of at most 128 KB. The worker halves a batch that is larger. */
const batchBodyLimit = 2 * 1024 * 1024;
/** Milliseconds between two signatures. */
const signingIntervalMs = 60 * 60 * 1_000;
/**
 * Milliseconds for which an entry stays after its signature. An event may be replayed for that long, and its entry shows that it was
 * taken before.
 */
const entryLifetimeMs = 90 * 24 * 60 * 60 * 1_000;

/** Lets the object handle other requests. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * The Durable Object of the chain. There is only one. It does not wait between reading the last entry and writing the next, so the
 * chain has no branches. Verifying waits between two segments, so events are taken meanwhile.
 */
export class AuditLog {
  readonly #app;

  constructor(state: { storage: { sql: Sql } }, env: Settings & { IDENTITY_KEY?: string }) {
    const chain = createAuditChain(state.storage.sql);
    const app = createApp('audit-log', { maxBody: batchBodyLimit });

    app.post('/entries', validate('json', v.array(DomainEvent)), (c) => {
      for (const event of c.req.valid('json')) chain.append(event);
      return c.json({}, 201);
    });

    app.get('/entries', validate('query', EntryQuery), (c) => {
      const { after, type } = c.req.valid('query');
      const entries = chain.list(after, pageSize, type);
      const next = entries.length === pageSize ? (entries.at(-1)?.seq ?? null) : null;
      return c.json({ entries, next } satisfies EntryPage);
    });

    app.get('/verification', validate('query', VerificationQuery), async (c) => {
      const found = await chain.verifyInTurns(pause, c.req.valid('query').head);
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
      if (!env.IDENTITY_KEY || seq <= (last?.seq ?? 0) || time < (last?.time ?? 0) + signingIntervalMs)
        return c.json({});
      const signature = await signHead({ seq, head, time }, env.IDENTITY_KEY);
      // Another call may have signed at the same time.
      if (chain.signatures().every((each) => each.seq < seq)) chain.sign(signature);
      return c.json({}, 201);
    });

    app.post(paths.pruning, validate('json', Pruning), async (c) => {
      const { seq, head } = c.req.valid('json');
      const signature = chain.signatures().find((each) => each.seq === seq && each.head === head);
      if (!signature || chain.lastPruned() >= seq)
        return problem(c, 409, {
          reason: 'not-signed',
          detail: 'There is no signed head with this number and hash.',
        });
      if (c.get('now')() < signature.time + entryLifetimeMs)
        return problem(c, 409, {
          reason: 'too-young',
          detail: 'Entries are kept for 90 days after their head was signed.',
        });
      if (!(await chain.verifyInTurns(pause)).intact)
        return problem(c, 409, { reason: 'broken', detail: 'The chain is broken. Verify it first.' });
      // Another call may have pruned meanwhile.
      return c.json({ pruned: chain.lastPruned() >= seq ? 0 : chain.prune({ seq, head }) });
    });

    this.#app = (request: Request) => app.fetch(request, env);
  }

  async fetch(request: Request): Promise<Response> {
    return this.#app(request);
  }
}
