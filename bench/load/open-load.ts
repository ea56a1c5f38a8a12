/** A process of its own that offers a load and prints what came of it: see `offerOpenLoad`. */
import { offerLoad, type Phase } from './offer-load.ts';

const { url, headers, patience, phases } = JSON.parse(process.argv[2] as string) as {
  url: string;
  headers: Record<string, string>;
  patience: number;
  phases: Phase[];
};
const answers = await offerLoad(async () => {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(patience) });
  await answer.arrayBuffer();
  return answer.status;
}, phases);
console.log(JSON.stringify(answers.map(({ at, took, status }) => [at, took, status])));
