import type { MovePage } from '../../contracts/moves.ts';

/** A row as both programs send it. */
export type Row = Record<string, unknown>;
export type Move = { key: string; row: Row | null };
export type Refused = { key: string; detail: string };

/** One of the two programs that have the rows of a slice. */
export type Side = {
  /**
   * The rows after a key, in the order of keys, and where the next page begins.
   *
   * @param settled fails while the program is at work on some of its rows
   */
  list(after: string, settled?: boolean): Promise<MovePage>;
  find(keys: string[]): Promise<Map<string, Row | null>>;
  /** Stores rows. @returns the rows that the program refuses */
  put(moves: Move[]): Promise<Refused[]>;
};

/** The program that the shop replaces. It also tells what changed, and can stop changes. */
export type Legacy = Side & {
  /** The rows that changed after a number of the outbox, as they are now. `position` is the number to go on with. */
  changes(after: number): Promise<{ moves: Move[]; position: number; more: boolean }>;
  freeze(frozen: boolean): Promise<void>;
  /** Forgets the changes up to a number of the outbox. */
  forget(until: number): Promise<number>;
};

type Program = {
  /** The address of the rows, without a slash at the end. */
  url: string;
  token: string;
  /** What the messages call it, such as `the shop`. */
  name: string;
  /** Waits before the next attempt. */
  wait?(milliseconds: number): Promise<void>;
};

/** A failure whose message says what to do. */
export class MigrationError extends Error {}

/** Reaches the rows of a slice in the shop, through the operators' API. */
export function createShop(program: Program): Side {
  const ask = createAsk(program);
  return {
    list: (after, settled = false) =>
      ask('GET', `?after=${encodeURIComponent(after)}${settled ? '&settled=yes' : ''}`) as Promise<MovePage>,
    async find(keys) {
      if (keys.length === 0) return new Map();
      const { moves } = (await ask('GET', `?keys=${keys.join()}`)) as MovePage;
      return new Map(moves.map(({ key, row }) => [key, row]));
    },
    async put(moves) {
      const { refused = [] } = (await ask('PUT', '', { moves })) as { refused?: Refused[] };
      return refused;
    },
  };
}

/** Reaches the rows of a slice in the program that the shop replaces, through its door. */
export function createLegacy(program: Program): Legacy {
  const ask = createAsk(program);
  return {
    ...createShop(program),
    changes: (after) => ask('GET', `/changes?after=${after}`) as ReturnType<Legacy['changes']>,
    async freeze(frozen) {
      await ask('PUT', '/frozen', { frozen });
    },
    forget: async (until) =>
      ((await ask('DELETE', `/changes?until=${until}`)) as { forgotten: number }).forgotten,
  };
}

type Problem = { detail?: string; errors?: { field: string; message: string }[] };

const attempts = 4;

/** Each request may be repeated, so one without an answer is sent again. */
function createAsk({ url, token, name, wait = Bun.sleep }: Program) {
  return async function ask(method: string, path: string, body?: object): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      const { status, answer } = await send(method, path, body);
      if (status >= 200 && status < 300 && answer !== undefined) return answer;
      const isTransient = status === 0 || status === 429 || status >= 500;
      if (!isTransient || attempt === attempts) throw new MigrationError(toReason(status, answer));
      await wait(100 * 3 ** (attempt - 1));
    }
  };

  async function send(method: string, path: string, body?: object) {
    try {
      const response = await fetch(url + path, {
        method,
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${token}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      return { status: response.status, answer: parse(text) };
    } catch (error) {
      return { status: 0, answer: { detail: error instanceof Error ? error.message : String(error) } };
    }
  }

  function toReason(status: number, answer: Problem | undefined): string {
    const [fault] = answer?.errors ?? [];
    const detail = [answer?.detail, fault && `${fault.field} ${fault.message}`]
      .filter(Boolean)
      .map((text) => ` ${text}`)
      .join('');
    if (status === 0) return `${name} cannot be reached at ${url}.${detail}`;
    if (status === 401) return `${name} does not accept the token. See --token and --key in --help.`;
    if (status === 404)
      return `${name} offers no rows at ${url}. Start it with its key, and check the address.${detail}`;
    return `${name} refused a request (${status}).${detail}`;
  }
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
