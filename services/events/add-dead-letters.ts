import { guardOperator } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import type { ServiceApp } from '@jogakbo/edge/service-context';
import { validate } from '@jogakbo/edge/validate';
import { type DeadLetterPage, ExpiryQuery, LetterId, PageQuery } from './contract.ts';
import { createDeadLetterStore } from './dead-letter-store.ts';
import type { EventsService } from './events-service.ts';
import { replayAll, replayLetters } from './replay-letters.ts';

const pageSize = 100;
const noSuchLetter = { reason: 'no-such-letter', detail: 'There is no dead letter of this number.' };

/** Adds the routes by which operators read, replay and drop dead letters. */
export function addDeadLetters(app: ServiceApp<EventsService>): void {
  app.use('/dead-letters/*', guardOperator());

  app.get('/dead-letters', validate('query', PageQuery), async (c) => {
    const letters = await createDeadLetterStore(c.env.DB).page(c.req.valid('query').after, pageSize);
    const next = letters.length === pageSize ? (letters.at(-1)?.id ?? null) : null;
    return c.json({ letters, next } satisfies DeadLetterPage);
  });

  app.post('/dead-letters/replay', async (c) => {
    const { count, failed } = await replayAll(c.env, createDeadLetterStore(c.env.DB), pageSize);
    if (failed.length > 0) return problem(c, 503, { detail: `No queue for ${failed.join(', ')}.` });
    return c.json({ replayed: count });
  });

  app.post('/dead-letters/:id/replay', validate('param', LetterId), async (c) => {
    const store = createDeadLetterStore(c.env.DB);
    const letter = await store.find(c.req.valid('param').id);
    if (!letter) return problem(c, 404, noSuchLetter);
    const { count, absent } = await replayLetters([letter], c.env, store);
    if (absent.length > 0) return problem(c, 409, { detail: `There is no consumer ${letter.consumer} now.` });
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
}
