import { queuesWorker } from '../runtime/local-queues/keep-queues-on-disk.ts';
import { createConsole } from './create-console.ts';
import { createShopSource } from './shop-source.ts';

/** The part of a running shop that the console reads. */
type Shop = {
  url: string;
  operatorToken: string;
  fetchWorker(name: string, path: string): Promise<Response>;
};

/** Opens the console of a shop on this machine. It answers 503 until the shop runs. */
export function openDevConsole() {
  let app: ReturnType<typeof createConsole> | undefined;
  return {
    show({ url, operatorToken: token, fetchWorker }: Shop): void {
      const queues = async () => (await fetchWorker(queuesWorker, '/')).json();
      app = createConsole(createShopSource({ url, token, isDevelopment: true, queues }));
    },
    answer: (request: Request): Response | Promise<Response> =>
      app?.fetch(request) ?? new Response('The shop is starting.', { status: 503 }),
  };
}
