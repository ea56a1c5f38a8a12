import { headers } from '@jogakbo/contracts/fragment';
import { Session, sessionPath } from '@jogakbo/contracts/identity';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { type Binding, type CallOptions, call, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { requireMember } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { MemberWithAddresses, paths as memberPaths, Opened } from '@jogakbo/member-service/contract';
import type { Context } from 'hono';
import * as v from 'valibot';
import { addGrants } from './add-grants.ts';
import {
  AddressChange,
  AddressesView,
  AddressView,
  Confirmation,
  Done,
  Leaving,
  LogIn,
  MailsView,
  MemberView,
  PasswordChange,
  PasswordReset,
  ProfileChange,
  paths,
  ResetRequest,
  SignUp,
} from './contract.ts';

type Bindings = { MEMBER: Binding };
type MemberContext = Context<EdgeEnv<Bindings>>;
type Sent = Pick<CallOptions, 'method' | 'body'>;

const app = createApp<Bindings>('member-bff');

app.get(sessionPath, async (c) => {
  const path = c.req.query('use') === 'watch' ? memberPaths.watchedSession : memberPaths.session;
  return answer(c, await ask(c, path, Session));
});

app.delete(sessionPath, async (c) =>
  forget(c, await ask(c, memberPaths.session, Done, { method: 'DELETE' })),
);

app.post(paths.members, validate('json', SignUp), async (c) =>
  keep(c, await ask(c, memberPaths.members, Opened, { method: 'POST', body: c.req.valid('json') })),
);

app.post(paths.sessions, validate('json', LogIn), async (c) =>
  keep(c, await ask(c, memberPaths.sessions, Opened, { method: 'POST', body: c.req.valid('json') })),
);

app.post(paths.confirmations, validate('json', Confirmation), async (c) => {
  const body = c.req.valid('json');
  return answer(c, await ask(c, memberPaths.confirmations, Done, { method: 'POST', body }));
});

app.post(paths.resets, validate('json', ResetRequest), async (c) => {
  const body = c.req.valid('json');
  return answer(c, await ask(c, memberPaths.resets, Done, { method: 'POST', body }), 202);
});

app.put(paths.resets, validate('json', PasswordReset), async (c) => {
  const body = c.req.valid('json');
  return keep(c, await ask(c, memberPaths.resets, Opened, { method: 'PUT', body }));
});

app.get(paths.mails, async (c) => {
  if (!c.req.header(headers.development)) return problem(c, 404);
  return answer(c, await ask(c, memberPaths.mails, MailsView));
});

app.use(paths.me, requireMember());
app.use(`${paths.me}/*`, requireMember());

// The parts of a member's page are one call of the service, as its answer is shared within a request.
app.get(paths.me, async (c) => {
  const own = await ask(c, memberPaths.meWithAddresses, MemberWithAddresses);
  if (!own.ok) return passFailure(c, own);
  const { addresses: _, grants: __, ...member } = own.value;
  return c.json(member satisfies MemberView);
});

app.put(paths.me, validate('json', ProfileChange), async (c) => {
  const body = c.req.valid('json');
  return answer(c, await ask(c, memberPaths.me, MemberView, { method: 'PUT', body }));
});

const Renewed = v.object({ session: v.string() });

app.put(paths.password, validate('json', PasswordChange), async (c) => {
  const body = c.req.valid('json');
  return keep(c, await ask(c, memberPaths.password, Renewed, { method: 'PUT', body }));
});

app.post(paths.mySessions, async (c) =>
  keep(c, await ask(c, memberPaths.mySessions, Renewed, { method: 'POST' })),
);

app.delete(paths.mySessions, async (c) => {
  const ended = await ask(c, memberPaths.mySessions, Done, { method: 'DELETE' });
  return ended.ok ? forget(c, ended) : passFailure(c, ended);
});

app.post(paths.myConfirmation, async (c) =>
  answer(c, await ask(c, memberPaths.myConfirmation, Done, { method: 'POST' }), 202),
);

app.post(paths.leaving, validate('json', Leaving), async (c) => {
  const body = c.req.valid('json');
  const left = await ask(c, memberPaths.leaving, Done, { method: 'POST', body });
  return left.ok ? forget(c, left) : passFailure(c, left);
});

addGrants(app);

app.get(paths.addresses, async (c) => {
  const own = await ask(c, memberPaths.meWithAddresses, MemberWithAddresses);
  if (!own.ok) return passFailure(c, own);
  const { addresses } = own.value;
  return addresses
    ? c.json({ addresses } satisfies AddressesView)
    : answer(c, await ask(c, memberPaths.addresses, AddressesView));
});

app.post(paths.addresses, validate('json', AddressChange), async (c) => {
  const body = c.req.valid('json');
  return answer(c, await ask(c, memberPaths.addresses, AddressView, { method: 'POST', body }), 201);
});

app.get('/me/addresses/:id', async (c) =>
  answer(c, await ask(c, memberPaths.address(c.req.param('id')), AddressView)),
);

app.put('/me/addresses/:id', validate('json', AddressChange), async (c) => {
  const path = memberPaths.address(c.req.param('id') as string);
  return answer(c, await ask(c, path, AddressView, { method: 'PUT', body: c.req.valid('json') }));
});

const Removed = v.object({ id: v.string() });

app.delete('/me/addresses/:id', async (c) =>
  answer(c, await ask(c, memberPaths.address(c.req.param('id')), Removed, { method: 'DELETE' })),
);

addOpenApi(app, 'member');

export default app;

/** Calls the service and passes on the session, the address and the key of the request. */
function ask<Value>(
  c: MemberContext,
  path: string,
  schema: v.GenericSchema<unknown, Value>,
  sent: Sent = {},
): Promise<Result<Value>> {
  const passed = [headers.session, headers.address, 'idempotency-key'].flatMap((name) => {
    const value = c.req.header(name);
    return value ? [[name, value] as const] : [];
  });
  return call(c, c.env.MEMBER, path, schema, {
    ...sent,
    headers: Object.fromEntries(passed),
    identified: true,
  });
}

function answer<Value>(c: MemberContext, result: Result<Value>, status: 200 | 201 | 202 = 200): Response {
  return result.ok ? c.json(result.value as object, status) : passFailure(c, result);
}

/** Makes the browser keep the new session. The header is the only place with its id. */
function keep(
  c: MemberContext,
  result: Result<{ session: string; member?: MemberView | undefined }>,
): Response {
  if (!result.ok) return passFailure(c, result);
  const { session, member } = result.value;
  return c.json(member ?? {}, 201, { [headers.session]: session });
}

/** Makes the browser forget its session, even if the store cannot be reached. There the session expires by itself. */
function forget(c: MemberContext, result: Result<unknown>): Response {
  const response = result.ok ? c.json({}) : passFailure(c, result);
  response.headers.set(headers.session, '');
  return response;
}
