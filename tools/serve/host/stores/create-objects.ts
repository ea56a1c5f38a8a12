import { createHash } from 'node:crypto';
import type { Alarms } from './create-alarms.ts';
import { createObjectStorage, type ObjectStorage } from './create-object-storage.ts';
import { keepOpen } from './keep-open.ts';

type Methods = Record<string, (...values: unknown[]) => unknown>;
type ObjectClass = new (state: object, env: object) => object;
type Options = {
  /** The folder of the objects' files. */
  folder: string;
  Class: ObjectClass;
  env: object;
  alarms: Alarms;
  /** Keeps the process alive for work after an answer. */
  waitUntil(work: Promise<unknown>): void;
  onFault(error: unknown): void;
  /** An object that does nothing is closed when its class has more open ones than this; 100 by default. */
  mostOpen?: number;
};
type Living = { object: Methods; files: ObjectStorage; gate: Promise<void> | undefined; atWork: number };

/** Each object has up to three open files. */
const defaultMostOpen = 100;

/**
 * The Durable Objects of a class, one of each name in this process. An object gets `fetch` and calls of its methods. While it waits for its
 * own storage, no other call begins. Arguments and results are copied, as between workers.
 */
export function createObjects(options: Options) {
  const { folder, Class, env, alarms, waitUntil, onFault, mostOpen = defaultMostOpen } = options;
  const living = new Map<string, Living>();

  return {
    getByName: stubOf,
    idFromName: (name: string) => ({ name, toString: () => name }),
    get: ({ name }: { name: string }) => stubOf(name),
    /** Lets alarms ring. */
    start: () => alarms.start(ring),
    /** Lets no further alarm ring. The next process goes on. */
    stop: alarms.stop,
    close() {
      for (const { files } of living.values()) files.close();
      living.clear();
    },
  };

  function stubOf(name: string): Methods {
    return new Proxy({} as Methods, {
      get(_, method) {
        // A stub is no promise.
        if (typeof method !== 'string' || method === 'then') return undefined;
        if (method === 'fetch')
          return (input: Request | string, init?: RequestInit) =>
            call(name, 'fetch', [input instanceof Request && !init ? input : new Request(input, init)]);
        return async (...values: unknown[]) =>
          structuredClone(await call(name, method, structuredClone(values)));
      },
    });
  }

  async function call(name: string, method: string, values: unknown[]): Promise<unknown> {
    const one = open(name);
    one.atWork += 1;
    try {
      while (one.gate) await one.gate;
      const run = one.object[method];
      if (typeof run !== 'function') throw new TypeError(`A ${Class.name} has no method ${method}.`);
      const result = await run.apply(one.object, values);
      await one.files.settle();
      if (!(result instanceof Response)) return result;
      one.atWork += 1;
      return keepOpen(result, () => rest(one));
    } catch (error) {
      await one.files.settle().catch(() => forget(name, one));
      throw error;
    } finally {
      rest(one);
    }
  }

  /** @returns whether the object has changed its alarm */
  async function ring(name: string): Promise<boolean> {
    const one = open(name);
    const before = one.files.alarmChanges();
    try {
      await call(name, 'alarm', []);
    } catch (error) {
      onFault(error);
      if (one.files.alarmChanges() === before) throw error;
    }
    return one.files.alarmChanges() !== before;
  }

  function open(name: string): Living {
    const known = living.get(name);
    // The object that was used last is at the end.
    living.delete(name);
    const one = known ?? create(name);
    living.set(name, one);
    return one;
  }

  function create(name: string): Living {
    const file = createHash('sha256').update(name).digest('hex').slice(0, 32);
    const files = createObjectStorage(`${folder}/${file}.sqlite`, name, alarms, (waiting) => {
      const gate = waiting
        .catch(() => {})
        .then(() => {
          if (one.gate === gate) one.gate = undefined;
        });
      one.gate = gate;
    });
    const one: Living = { object: {}, files, gate: undefined, atWork: 0 };
    const state = {
      id: { name, toString: () => name },
      storage: files.storage,
      waitUntil(work: Promise<unknown>) {
        one.atWork += 1;
        waitUntil(work.finally(() => rest(one)));
      },
    };
    one.object = new Class(state, env) as unknown as Methods;
    return one;
  }

  /** An object that could not store a change has a memory that differs from its file. The next call begins with the file. */
  function forget(name: string, one: Living): void {
    one.files.close();
    if (living.get(name) === one) living.delete(name);
  }

  function rest(one: Living): void {
    one.atWork -= 1;
    closeIdle();
  }

  function closeIdle(): void {
    if (living.size <= mostOpen) return;
    for (const [name, one] of living) {
      if (living.size <= mostOpen) return;
      if (one.atWork === 0) forget(name, one);
    }
  }
}
