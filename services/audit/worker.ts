import { type Binding, call } from '@jogakbo/edge/call';
import { createService } from '@jogakbo/edge/create-service';
import { guardOperator, type OperatorSettings } from '@jogakbo/edge/guard-operator';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { validate } from '@jogakbo/edge/validate';
import {
  EntryPage,
  EntryQuery,
  PruneReport,
  Pruning,
  paths,
  SignatureList,
  Verification,
  VerificationQuery,
} from './contract.ts';

export { AuditLog } from './audit-log.ts';

/** Milliseconds that the log has to walk the whole chain. */
const walkTimeoutMs = 30_000;

type Bindings = OperatorSettings & { LOG: { idFromName(name: string): unknown; get(id: unknown): Binding } };
type AuditService = { name: 'audit-service'; bindings: Bindings };

export default createService<AuditService>('audit-service', {
  routes(app) {
    app.use('/entries', guardOperator());
    app.use('/verification', guardOperator());
    app.use(paths.signatures, guardOperator());
    app.use(paths.pruning, guardOperator());

    app.get('/entries', validate('query', EntryQuery), async (c) => {
      const { after, type } = c.req.valid('query');
      const page = await call(c, logOf(c.env), paths.entries(after, type), EntryPage);
      return page.ok ? c.json(page.value) : passFailure(c, page);
    });

    app.get('/verification', validate('query', VerificationQuery), async (c) => {
      const path = paths.verification(c.req.valid('query').head);
      const found = await call(c, logOf(c.env), path, Verification, { within: walkTimeoutMs });
      return found.ok ? c.json(found.value) : passFailure(c, found);
    });

    app.get(paths.signatures, async (c) => {
      const list = await call(c, logOf(c.env), paths.signatures, SignatureList);
      return list.ok ? c.json(list.value) : passFailure(c, list);
    });

    app.post(paths.pruning, validate('json', Pruning), async (c) => {
      const options = { method: 'POST', body: c.req.valid('json'), within: walkTimeoutMs } as const;
      const report = await call(c, logOf(c.env), paths.pruning, PruneReport, options);
      return report.ok ? c.json(report.value) : passFailure(c, report);
    });
  },
  followsTogether: {
    types: 'all',
    async take(events, c) {
      const answer = await logOf(c.env).fetch(
        new Request('http://log/entries', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(events),
        }),
      );
      if (!answer.ok)
        throw new Error(`The log did not take the events: ${answer.status} ${await answer.text()}`);
    },
  },
  eachMinute: [requestSignature],
});

/** Asks the log for a signature. It signs its head once an hour, if it has grown. */
async function requestSignature({ env }: { env: Bindings }): Promise<void> {
  const answer = await logOf(env).fetch(new Request(`http://log${paths.signatures}`, { method: 'POST' }));
  if (!answer.ok) throw new Error(`The head could not be signed: ${answer.status} ${await answer.text()}`);
}

function logOf(env: Bindings): Binding {
  return env.LOG.get(env.LOG.idFromName('log'));
}
