/** The live memory of isolates in MiB, by the names of their workers. */
export type Heaps = Map<string, number>;

type Target = { id: string; webSocketDebuggerUrl?: string };
type Message = { id?: number; result?: { usedSize?: number }; error?: { message: string } };

/**
 * Reads the memory that isolates hold after a garbage collection. Only a heap snapshot makes workerd collect; the snapshot itself is
 * not used. https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/
 *
 * @param port of workerd's inspector
 * @param names of the workers to read
 */
export async function readHeaps(port: number, names: string[]): Promise<Heaps> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Target[];
  const heaps: Heaps = new Map();
  for (const name of names) {
    const target = targets.find(({ id }) => id === `core:user:${name}`);
    if (!target) throw new Error(`this workerd has no isolate ${name}`);
    heaps.set(name, await readHeap(`ws://127.0.0.1:${port}/${target.id}`));
  }
  return heaps;
}

async function readHeap(address: string): Promise<number> {
  const socket = new WebSocket(address);
  const answers = new Map<number, (message: Message) => void>();
  const failed = new Promise<never>((_, reject) => {
    socket.onerror = () => reject(new Error(`${address} cannot be reached`));
    socket.onclose = () => reject(new Error(`${address} was closed`));
  });
  socket.onmessage = ({ data }) => {
    // Messages without an id are parts of the snapshot, which are long.
    if (!data.startsWith('{"id"')) return;
    const message = JSON.parse(data) as Message;
    answers.get(message.id as number)?.(message);
  };
  const send = (id: number, method: string) => {
    const answered = new Promise<Message>((resolve) => answers.set(id, resolve));
    socket.send(JSON.stringify({ id, method }));
    return Promise.race([answered, failed]);
  };
  try {
    await Promise.race([
      new Promise((resolve) => {
        socket.onopen = resolve;
      }),
      failed,
    ]);
    await send(1, 'HeapProfiler.enable');
    await send(2, 'HeapProfiler.takeHeapSnapshot');
    const { result, error } = await send(3, 'Runtime.getHeapUsage');
    if (result?.usedSize === undefined) throw new Error(error?.message ?? `${address} does not say its size`);
    return result.usedSize / 1_024 / 1_024;
  } finally {
    failed.catch(() => {});
    socket.close();
  }
}
