import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags, findChromium } from '../../tools/find-chromium.ts';

type Message = { id?: number; sessionId?: string; method?: string; params?: unknown; result?: unknown };
type Attached = { sessionId: string; targetInfo: { type: string; subtype?: string } };

export type Tab = Awaited<ReturnType<typeof openTab>>;

/**
 * Opens a Chromium with one tab, and drives it over its debugging protocol. Unlike playwright's Chromium, it renders pages ahead,
 * because this client attaches to the tab instead of single pages. https://chromedevtools.github.io/devtools-protocol/
 */
export async function openTab() {
  const directory = await mkdtemp(join(tmpdir(), 'jogakbo-tab-'));
  const browser = Bun.spawn(
    [
      findChromium() as string,
      ...chromiumFlags,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${directory}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const protocol = await connect(await readAddress(browser.stderr));
  await protocol.send('Target.createTarget', { url: 'about:blank' });
  const { targetInfos } = await protocol.send<{ targetInfos: { targetId: string; url: string }[] }>(
    'Target.getTargets',
    { filter: [{ type: 'tab' }] },
  );
  const { sessionId } = await protocol.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId: targetInfos[0]?.targetId,
    flatten: true,
  });
  await protocol.send(
    'Target.setAutoAttach',
    { autoAttach: true, waitForDebuggerOnStart: false, flatten: true },
    sessionId,
  );

  return {
    page: async () => protocol.toPage(await protocol.attached(({ subtype }) => subtype !== 'prerender')),
    /** Waits for a page that is rendered ahead. */
    ahead: async () => protocol.toPage(await protocol.attached(({ subtype }) => subtype === 'prerender')),
    async close() {
      await protocol.send('Browser.close');
      await browser.exited;
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function readAddress(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    const address = text.match(/DevTools listening on (ws:\S+)/)?.[1];
    if (address) return address;
  }
  throw new Error(`Chromium did not start: ${text}`);
}

async function connect(address: string) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const answers = new Map<number, (message: Message) => void>();
  const targets: Attached[] = [];
  let waiting: { fits: (target: Attached['targetInfo']) => boolean; found: (session: string) => void }[] = [];
  let last = 0;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data) as Message;
    if (message.id) answers.get(message.id)?.(message);
    if (message.method !== 'Target.attachedToTarget') return;
    const target = message.params as Attached;
    if (target.targetInfo.type !== 'page') return;
    targets.push(target);
    waiting = waiting.filter(({ fits, found }) => !fits(target.targetInfo) || found(target.sessionId));
  };

  return { send, attached, toPage };

  function send<Result = unknown>(method: string, params: object = {}, sessionId?: string): Promise<Result> {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    return new Promise((resolve, reject) => {
      answers.set(id, (message) => {
        answers.delete(id);
        if ('error' in message) reject(new Error(`${method}: ${JSON.stringify(message.error)}`));
        else resolve(message.result as Result);
      });
    });
  }

  function attached(fits: (target: Attached['targetInfo']) => boolean): Promise<string> {
    const present = targets.find(({ targetInfo }) => fits(targetInfo));
    if (present) return Promise.resolve(present.sessionId);
    return new Promise((found) => waiting.push({ fits, found }));
  }

  function toPage(session: string) {
    return { goto, evaluate, until, point };

    async function goto(url: string) {
      await send('Page.navigate', { url }, session);
      await until(`location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`);
    }

    async function evaluate<Result>(expression: string): Promise<Result> {
      const { result } = await send<{ result: { value: Result } }>(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        session,
      );
      return result.value;
    }

    /** Evaluates an expression until it is true. A page that is being replaced does not answer, so errors are ignored. */
    async function until(expression: string) {
      for (;;) {
        if (await evaluate(expression).catch(() => false)) return;
        await Bun.sleep(50);
      }
    }

    /** Moves the mouse over an element, and clicks it with `click`. */
    async function point(selector: string, { click = false } = {}) {
      const [x, y] = await evaluate<[number, number]>(
        `(() => { const element = document.querySelector(${JSON.stringify(selector)});
          element.scrollIntoView({ block: 'center' });
          const { x, y, width, height } = element.getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()`,
      );
      const types = click ? ['mouseMoved', 'mousePressed', 'mouseReleased'] : ['mouseMoved'];
      for (const type of types) {
        const button = type === 'mouseMoved' ? 'none' : 'left';
        const sent = send('Input.dispatchMouseEvent', { type, x, y, button, clickCount: 1 }, session);
        // A click may replace the page before it answers.
        if (type !== 'mouseReleased') await sent;
        else await sent.catch(() => {});
      }
    }
  }
}
