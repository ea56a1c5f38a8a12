import { type Incident, type Symptom, symptoms } from './incidents.ts';

/** How a drill ended. */
type DrillResult = {
  incident: Incident;
  /** Whether slice and symptom were found, and not given up. */
  solved: boolean;
  /** Wrong answers. */
  wrong: number;
  hints: number;
  seconds: number;
};

/** The person who looks for the fault. */
export type Player = {
  say(text: string): void;
  /** Returns the answer without spaces around it; undefined if there will be no more answers. */
  ask(question: string): Promise<string | undefined>;
};

/**
 * Breaks one fragment of a shop, opens its page so that the console has something to show, and asks until both the slice and the symptom
 * are found. The fault is switched off in any case.
 *
 * @param shop the address of a shop of `bun run dev`
 * @param slices the names that are accepted as an answer
 * @throws Error if the shop does not answer
 */
export async function runDrill(
  shop: string,
  incident: Incident,
  player: Player,
  slices: string[],
): Promise<DrillResult> {
  const result: DrillResult = { incident, solved: false, wrong: 0, hints: 0, seconds: 0 };
  const began = performance.now();
  await request(shop, '/_dev/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(incident.fault),
  });
  try {
    for (let times = 0; times < views; times++) await request(shop, incident.path);
    player.say(`Shoppers say that ${incident.path} is not as it should be. Open ${shop}/_dev and find out why.
It shows traces, logs and breakers. The page of faults has the solution, so leave it closed.
Answers: hint, again (opens the page ${views} more times), quit.`);
    result.solved = await askAll();
  } finally {
    await request(shop, '/_dev/faults', { method: 'DELETE' });
  }
  result.seconds = Math.round((performance.now() - began) / 1000);
  return result;

  async function askAll(): Promise<boolean> {
    const names = Object.keys(symptoms) as Symptom[];
    const list = names.map((name) => `  ${name.padEnd(7)} ${symptoms[name]}`).join('\n');
    return (
      (await askFor('Which slice is it?', slices, incident.slice)) &&
      (await askFor(`What is wrong with its fragment?\n${list}\n`, names, incident.symptom))
    );
  }

  async function askFor(question: string, choices: string[], right: string): Promise<boolean> {
    for (;;) {
      const answer = (await player.ask(question))?.toLowerCase();
      if (answer === right) {
        player.say('Right.');
        return true;
      }
      if (answer === undefined || answer === 'quit') return false;
      if (answer === 'hint') player.say(toHint(incident, result.hints++));
      else if (answer === 'again')
        for (let times = 0; times < views; times++) await request(shop, incident.path);
      else if (choices.includes(answer)) {
        result.wrong++;
        player.say(`No, it is not ${answer}.`);
      } else player.say(`${answer || 'Nothing'} is no answer. Answers: ${choices.join(', ')}.`);
    }
  }
}

/** Says in a few lines how a drill went, and where to read on. */
export function toReport({ incident, solved, wrong, hints, seconds }: DrillResult): string {
  const { fragment, fault, symptom } = incident;
  return `${solved ? `Found in ${seconds} s` : 'Not found'}, with ${count(wrong, 'wrong answer')} and ${count(hints, 'hint')}.
It was ${fragment} (${symptom}: ${symptoms[symptom]}; the fault ${fault.kind}). The fault is off again.
What to do in production: docs/runbooks.md, "A fragment fails or is slow".`;
}

/** How often a page is opened, so that it is in the traces and its breaker has something to count. */
const views = 5;

function toHint({ fragment, path }: Incident, before: number): string {
  const hints = [
    `Look at the newest trace of ${path.split('?')[0]}: one span is unlike the others.`,
    'The breakers list each fragment with the reason of its last failure.',
    `The name of the fragment is ${fragment.split('/')[1]}.`,
  ];
  return hints[Math.min(before, hints.length - 1)] as string;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

async function request(shop: string, path: string, init?: RequestInit): Promise<void> {
  const answer = await fetch(new URL(path, shop), { ...init, signal: AbortSignal.timeout(30_000) });
  await answer.arrayBuffer();
  // A page may be answered with any status during a fault.
  if (path.startsWith('/_dev') && !answer.ok) throw new Error(`${path} answers ${answer.status}.`);
}
