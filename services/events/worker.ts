import { EventBatch, eventsBodyLimit, eventsPath } from '@jogakbo/contracts/domain-events';
import { createService } from '@jogakbo/edge/create-service';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { addDeadLetters } from './add-dead-letters.ts';
import type { EventsService } from './events-service.ts';
import { fanOut } from './fan-out.ts';
import { keepDeadLetters } from './keep-dead-letters.ts';
import { toSourceErrors } from './to-source-errors.ts';

export default createService<EventsService>('events-service', {
  routes(app) {
    app.post(
      eventsPath,
      async (c, next) =>
        c.var.identity?.issuer.endsWith('-service') ? next() : problem(c, 403, { reason: 'not-for-you' }),
      validate('json', EventBatch),
      async (c) => {
        const { events } = c.req.valid('json');
        const errors = toSourceErrors(events, c.var.identity?.issuer as string);
        if (errors.length > 0) return problem(c, 422, { reason: 'not-yours', errors });
        const failed = await fanOut(c.env, events);
        if (failed.length > 0) return problem(c, 503, { detail: `No queue for ${failed.join(', ')}.` });
        return c.json({ taken: events.length }, 202);
      },
    );
    addDeadLetters(app);
  },
  maxBody: eventsBodyLimit,
  takesBatch: keepDeadLetters,
});
