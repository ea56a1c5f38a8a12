/** The process that `askEachOnce` runs: it reads a plan from standard input and prints the answers. */
import type { Plan } from './ask-each-once.ts';
import { type Answer, offerLoad } from './offer-load.ts';

const { origin, paths, timeout, clients, phases }: Plan = await Bun.stdin.json();
let next = 0;
let fallbacks = 0;

async function ask(): Promise<number> {
  const path = paths[next++];
  if (path === undefined) throw new Error('there are no more pages');
  const answer = await fetch(origin + path, { signal: AbortSignal.timeout(timeout) });
  const html = await answer.text();
  if (html.includes(' data-fallback')) fallbacks++;
  return answer.status === 200 && !html.endsWith('</html>') ? 0 : answer.status;
}

/** Runs a number of clients until the time or the pages end. Each sends its next request when it has an answer. */
async function askInTurn(count: number, seconds: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  const began = performance.now();
  const client = async () => {
    while (next < paths.length && performance.now() - began < seconds * 1_000) {
      const at = performance.now() - began;
      const status = await ask().catch(() => 0);
      answers.push({ at, took: performance.now() - began - at, status });
    }
  };
  await Promise.all(Array.from({ length: count }, client));
  return answers;
}

const answers = clients
  ? await askInTurn(clients.count, clients.seconds)
  : await offerLoad(ask, phases ?? []);
console.log(JSON.stringify({ answers, asked: next, fallbacks }));
