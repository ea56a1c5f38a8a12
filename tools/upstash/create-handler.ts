import { type Engine, isReplyError, type Reply } from './engine.ts';
import { openEventStream } from './open-event-stream.ts';
import { parseRequest } from './parse-request.ts';
import { refuseCommand } from './refuse-command.ts';
import { toUpstashReply } from './to-upstash-reply.ts';

/**
 * Creates a handler that answers Upstash's REST protocol with an engine.
 *
 * @param options.bodyLimit the largest request body in bytes; the answer to a larger one is 413
 * @returns a fetch handler that answers every request and never throws
 */
export function createHandler(options: { engine: Engine; token: string; bodyLimit: number }) {
  const { engine, token, bodyLimit } = options;
  let requests = 0;

  return async function handleRequest(request: Request): Promise<Response> {
    try {
      const response = await answer(request);
      response.headers.set('upstash-sync-token', `local:${++requests}`);
      return response;
    } catch (error) {
      return fail(500, `ERR the ${engine.name} engine is unavailable: ${error}`);
    }
  };

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (!isAuthorized(request, url, token)) return fail(401, 'WRONGPASS invalid or missing auth token');
    if (!/^(GET|POST|PUT|HEAD)$/.test(request.method)) return fail(405, 'ERR use GET or POST');
    const body = await readBody(request, bodyLimit);
    if (body === undefined) return fail(413, `ERR max request size exceeded. Limit: ${bodyLimit} bytes`);
    const base64 = request.headers.get('upstash-encoding') === 'base64';
    const parsed = parseRequest(url, body);
    switch (parsed.kind) {
      case 'invalid':
        return fail(400, parsed.error);
      case 'command': {
        const reply = await run(parsed.args);
        return Response.json(toUpstashReply(reply, base64), { status: isReplyError(reply) ? 400 : 200 });
      }
      case 'pipeline': {
        const replies = await Promise.all(parsed.commands.map(run));
        return Response.json(replies.map((reply) => toUpstashReply(reply, base64)));
      }
      case 'transaction': {
        const refusal = parsed.commands.map(refuseCommand).find(Boolean);
        if (refusal) return fail(400, `EXECABORT Transaction discarded because of: ${refusal}`);
        const replies = await engine.transaction(parsed.commands);
        if (isReplyError(replies)) return fail(400, replies.error);
        return Response.json(replies.map((reply) => toUpstashReply(reply, base64)));
      }
      case 'subscribe':
      case 'psubscribe':
        return openEventStream(engine, parsed.kind, parsed.channels);
    }
  }

  async function run(args: string[]): Promise<Reply> {
    const refusal = refuseCommand(args);
    return refusal ? { error: refusal } : engine.command(args);
  }
}

function isAuthorized(request: Request, url: URL, token: string): boolean {
  const bearer = /^Bearer (.*)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return (bearer ?? url.searchParams.get('_token')) === token;
}

async function readBody(request: Request, limit: number): Promise<string | undefined> {
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > limit ? undefined : new TextDecoder().decode(bytes);
}

function fail(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
