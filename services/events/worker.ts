import { domainEventSources, EventBatch, eventsPath } from '@jogakbo/contracts/domain-events';
import { createService } from '@jogakbo/edge/create-service';
import { guardOperator } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { type DeadLetterPage, ExpiryQuery, LetterId, PageQuery } from './contract.ts';
import { createDeadLetterStore } from './dead-letter-store.ts';
import type { EventsService } from './events-service.ts';
import { fanOut } from './fan-out.ts';
import { keepDeadLetters } from './keep-dead-letters.ts';
import { replayLetters } from './replay-letters.ts';

const pageSize = 100;
const noSuchLetter = { reason: 'no-such-letter', detail: 'There is no dead letter of this number.' };

export default createService<EventsService>('events-service', {
  routes(app) {
    app.post(
      eventsPath,
      async (c, next) =>
        c.var.identity?.issuer.endsWith('-service') ? next() : problem(c, 403, { reason: 'not-for-you' }),
      validate('json', EventBatch),
      async (c) => {
        const { events } = c.req.valid('json');
        const issuer = c.var.identity?.issuer;
        const errors = events.flatMap(({ type, source }, index) => {
          if (source !== issuer) return [{ field: `events.${index}.source`, message: `must be ${issuer}` }];
          const sources: readonly string[] = domainEventSources[type];
          if (sources.includes(source)) return [];
          return [{ field: `events.${index}.type`, message: `must come from ${sources.join(' or ')}` }];
        });
        if (errors.length > 0) return problem(c, 422, { reason: 'not-yours', errors });
        const left = await fanOut(c.env, events);
        if (left.length > 0) return problem(c, 503, { detail: `No queue for ${left.join(', ')}.` });
        return c.json({ taken: events.length }, 202);
      },
    );

    app.use('/dead-letters/*', guardOperator());

    app.get('/dead-letters', validate('query', PageQuery), async (c) => {
      const letters = await createDeadLetterStore(c.env.DB).page(c.req.valid('query').after, pageSize);
      const next = letters.length === pageSize ? (letters.at(-1)?.id ?? null) : null;
      return c.json({ letters, next } satisfies DeadLetterPage);
    });

    app.post('/dead-letters/replay', async (c) => {
      const store = createDeadLetterStore(c.env.DB);
      // A letter that fails again meanwhile comes back behind the last one.
      const last = await store.last();
      let [replayed, after] = [0, 0];
      const failed = new Set<string>();
      while (after < last) {
        const letters = (await store.page(after, pageSize)).filter(({ id }) => id <= last);
        const part = await replayLetters(letters, c.env, store);
        replayed += part.count;
        for (const consumer of part.failed) failed.add(consumer);
        after = letters.at(-1)?.id ?? last;
      }
      if (failed.size > 0) return problem(c, 503, { detail: `No queue for ${[...failed].join(', ')}.` });
      return c.json({ replayed });
    });

    app.post('/dead-letters/:id/replay', validate('param', LetterId), async (c) => {
      const store = createDeadLetterStore(c.env.DB);
      const letter = await store.find(c.req.valid('param').id);
      if (!letter) return problem(c, 404, noSuchLetter);
      const { count, absent } = await replayLetters([letter], c.env, store);
      if (absent.length > 0)
        return problem(c, 409, { detail: `There is no consumer ${letter.consumer} now.` });
      if (count === 0) return problem(c, 503, { detail: `No queue for ${letter.consumer}.` });
      return c.json({ replayed: count });
    });

    app.delete('/dead-letters', validate('query', ExpiryQuery), async (c) =>
      c.json({ dropped: await createDeadLetterStore(c.env.DB).dropBefore(c.req.valid('query').before) }),
    );

    app.delete('/dead-letters/:id', validate('param', LetterId), async (c) => {
      const store = createDeadLetterStore(c.env.DB);
      const letter = await store.find(c.req.valid('param').id);
      if (!letter) return problem(c, 404, noSuchLetter);
      await store.drop([letter.id]);
      return c.json({ dropped: 1 });
    });
  },
  takesBatch: keepDeadLetters,
});
