type Target = { id: string };
type Message = { id?: number; result?: unknown; error?: { message: string } };

/** A connection to one isolate. */
export type Inspector = { send<Result>(method: string, params?: object): Promise<Result>; close(): void };

/** Lists the isolates of a workerd, such as `core:user:jogakbo-cart`. @param port of its inspector */
export async function listIsolates(port: number): Promise<string[]> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Target[];
  return targets.map(({ id }) => id);
}

/**
 * Connects to the inspector of one isolate. https://chromedevtools.github.io/devtools-protocol/tot/
 *
 * @throws Error if there is no such isolate; a method throws if the isolate refuses it
 */
export async function openInspector(port: number, isolate: string): Promise<Inspector> {
  if (!(await listIsolates(port)).includes(isolate))
    throw new Error(`this workerd has no isolate ${isolate}`);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${isolate}`);
  const answers = new Map<number, (message: Message) => void>();
  const failed = new Promise<never>((_, reject) => {
    socket.onerror = () => reject(new Error(`${isolate} cannot be reached`));
    socket.onclose = () => reject(new Error(`${isolate} was closed`));
  });
  failed.catch(() => {});
  socket.onmessage = ({ data }) => {
    // Messages without an id are events, such as the parts of a snapshot, which are long.
    if (!data.startsWith('{"id"')) return;
    const message = JSON.parse(data) as Message;
    answers.get(message.id as number)?.(message);
  };
  const opened = new Promise((resolve) => {
    socket.onopen = resolve;
  });
  await Promise.race([opened, failed]);
  let last = 0;
  return {
    async send<Result>(method: string, params = {}) {
      const id = ++last;
      const answered = new Promise<Message>((resolve) => answers.set(id, resolve));
      socket.send(JSON.stringify({ id, method, params }));
      const { result, error } = await Promise.race([answered, failed]);
      answers.delete(id);
      if (error) throw new Error(`${isolate} refused ${method}: ${error.message}`);
      return result as Result;
    },
    close: () => socket.close(),
  };
}
