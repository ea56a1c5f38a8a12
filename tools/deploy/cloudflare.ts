import * as v from 'valibot';

/** A request that Cloudflare's API refused or did not answer, with a sentence for the terminal. */
export class CloudflareError extends Error {
  override name = 'CloudflareError';
  readonly status: number;
  readonly code: number | undefined;

  /** @param status 0 if no answer came */
  constructor(message: string, status: number, code?: number) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export type Cloudflare = ReturnType<typeof createCloudflare>;
type Settings = {
  api: string;
  accountId: string;
  token: string;
  wait?: (milliseconds: number) => Promise<void>;
};
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A text and a file are sent as they are, such as a value of KV or an object of R2; everything else is JSON. */
type Body = object | string | Blob;

const Answer = v.object({
  success: v.boolean(),
  errors: v.optional(v.array(v.object({ code: v.number(), message: v.string() })), []),
  result: v.unknown(),
});

/** What the SQL API answers. */
const Rows = v.object({ data: v.array(v.unknown()) });

/** The waits before a failed request is sent again. Each request of a deploy may be repeated. */
const waitsMs = [500, 2_000];

/** Creates a client of Cloudflare's API for one account. */
export function createCloudflare({ api, accountId, token, wait = Bun.sleep }: Settings) {
  return {
    get: <Schema extends v.GenericSchema>(path: string, schema: Schema) => ask('GET', path, schema),
    post: <Schema extends v.GenericSchema>(path: string, body: object, schema: Schema) =>
      ask('POST', path, schema, body),
    /** Runs a query of Analytics Engine. @returns its rows; none if the dataset has no point yet */
    rows: (sql: string) => repeat(() => sendQuery(sql)),
    putText: (path: string, text: string) => ask('PUT', path, v.unknown(), text),
    /** @param file is sent with its own media type */
    putFile: (path: string, file: Blob) => ask('PUT', path, v.unknown(), file),
    /** Deletes something; undefined if it does not exist. */
    remove: (path: string) => orUndefined(ask('DELETE', path, v.unknown())),
    /** Reads a text, such as a value of KV; undefined if it does not exist. */
    findText: (path: string) => orUndefined(repeat(() => sendForText(path))),
    /** Like `get`, but undefined for something that does not exist. */
    find<Schema extends v.GenericSchema>(path: string, schema: Schema) {
      return orUndefined(ask('GET', path, schema));
    },
  };

  async function ask<Schema extends v.GenericSchema>(
    method: Method,
    path: string,
    schema: Schema,
    body?: Body,
  ): Promise<v.InferOutput<Schema>> {
    return repeat(async () => v.parse(schema, await send(method, path, body)));
  }

  /** Sends a request again while the API is busy or away. */
  async function repeat<Value>(send: () => Promise<Value>): Promise<Value> {
    for (const pause of [...waitsMs, undefined]) {
      try {
        return await send();
      } catch (error) {
        const passing =
          error instanceof CloudflareError &&
          (error.status === 0 || error.status >= 500 || error.status === 429);
        if (!passing || pause === undefined) throw error;
        await wait(pause);
      }
    }
    throw new Error('unreachable');
  }

  async function send(method: Method, path: string, body?: Body): Promise<unknown> {
    return readAnswer(await request(method, path, body), `${method} ${path.split('?')[0]}`);
  }

  async function sendForText(path: string): Promise<string> {
    const response = await request('GET', path);
    if (response.ok) return response.text();
    return String(await readAnswer(response, `GET ${path}`));
  }

  async function sendQuery(sql: string): Promise<unknown[]> {
    const response = await request('POST', '/analytics_engine/sql', sql);
    const text = await response.text();
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Rows), text);
    if (response.ok && read.success) return read.output.data;
    if (/unable to find type of table/.test(text)) return [];
    throw new CloudflareError(
      `Cloudflare refuses to read the recorded views: ${text.slice(0, 200)}. The API token needs the permission "Account Analytics: Read".`,
      response.status,
    );
  }

  function request(method: Method, path: string, body?: Body): Promise<Response> {
    const type =
      body instanceof Blob ? body.type : typeof body === 'string' ? 'text/plain' : 'application/json';
    const isSent = typeof body === 'string' || body instanceof Blob;
    return fetch(`${api}/accounts/${accountId}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': type } : {}) },
      ...(body ? { body: isSent ? body : JSON.stringify(body) } : {}),
    }).catch((error: Error) => {
      const what = `${method} ${path.split('?')[0]}`;
      throw new CloudflareError(`Cloudflare's API cannot be reached (${what}): ${error.message}`, 0);
    });
  }

  async function readAnswer(response: Response, what: string): Promise<unknown> {
    const read = v.safeParse(Answer, await response.json().catch(() => undefined));
    if (!read.success)
      throw new CloudflareError(
        `Cloudflare's API answers ${response.status} without an explanation (${what}).`,
        response.status,
      );
    if (read.output.success) return read.output.result;
    const [first = { code: 0, message: 'no reason given' }] = read.output.errors;
    throw new CloudflareError(
      toSentence(response.status, first, what, accountId),
      response.status,
      first.code,
    );
  }
}

async function orUndefined<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudflareError && error.status === 404) return undefined;
    throw error;
  }
}

/** The codes of a token that is not for this account, and of one that lacks a permission. */
const authenticationError = 10_000;
const unauthorized = 9_109;

function toSentence(
  status: number,
  { code, message }: { code: number; message: string },
  what: string,
  accountId: string,
): string {
  if (status === 401)
    return 'Cloudflare does not accept the API token. Make a new one with the template "Edit Cloudflare Workers", plus D1, Queues, R2 and Account Analytics, and set CLOUDFLARE_API_TOKEN.';
  if (status === 403 && (code === authenticationError || code === unauthorized))
    return `The API token has no access to the account ${accountId}, or lacks a permission (${what}: ${message}). Check CLOUDFLARE_ACCOUNT_ID and the permissions of the token.`;
  return `Cloudflare refuses ${what}: ${message} (code ${code})`;
}
