import { toWebhookKey } from '@jogakbo/edge/sign-webhook';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { type Alert, toAlert, toChanges } from './objectives/burn-rate.ts';
import { readCounts } from './objectives/read-counts.ts';
import { readObjectives } from './objectives/read-objectives.ts';
import { sendAlerts } from './objectives/send-alerts.ts';
import { writeWhole } from './runtime/write-whole.ts';
import { root } from './workers.ts';

const help = `Usage: bun run alerts --prometheus <url> [--webhook <url>] [--state <file>] [--json]

Compares the metrics of a shop with the objectives of its slices (frontends/<slice>/objectives.json), and shows each fragment that uses up its
budget of errors too fast. Let a cron job run it each minute.

  --prometheus <url>  a server that has the metrics and answers as Prometheus
  --webhook <url>     gets what began and what ended, signed with ALERT_SECRET as Standard Webhooks say; the secret is any text, or whsec_ and
                      base64
  --state <file>      remembers what was sent (.wrangler/state/alerts.json)
  --json              writes JSON

Exit codes: 0 nothing burns, 3 something burns, 1 the metrics or the webhook cannot be reached, 2 wrong arguments.`;

const { values } = readOptions(help, {
  ...{ prometheus: { type: 'string' }, webhook: { type: 'string' }, state: { type: 'string' } },
  json: { type: 'boolean' },
});
const { prometheus, webhook } = values;
if (!prometheus || !URL.canParse(prometheus)) fail(`--prometheus needs an address.\n\n${help}`, 2);
if (webhook && !URL.canParse(webhook)) fail(`--webhook is no address: ${webhook}`, 2);
const key = webhook ? readKey() : new Uint8Array();
const state = values.state ?? `${root}/.wrangler/state/alerts.json`;

try {
  const objectiveOf = readObjectives();
  const counts = await readCounts(prometheus, objectiveOf);
  const alerts = [...counts].flatMap(([name, windows]) => toAlert(name, objectiveOf(name), windows) ?? []);
  const changes = toChanges(await readState(), alerts);
  if (webhook && changes.began.length + changes.ended.length > 0) await sendAlerts(webhook, key, changes);
  // After the webhook, so that what it did not take is sent again.
  if (webhook) await writeWhole(state, JSON.stringify(alerts));
  console.log(values.json ? JSON.stringify(alerts, null, 2) : toText(alerts));
  process.exit(alerts.length > 0 ? 3 : 0);
} catch (error) {
  fail((error as Error).message);
}

function readKey(): Uint8Array<ArrayBuffer> {
  const secret = process.env.ALERT_SECRET ?? '';
  if (!secret) return fail('Set ALERT_SECRET: the webhook is signed with it.', 2);
  try {
    const key = toWebhookKey(secret);
    if (key.length > 0) return key;
  } catch {}
  return fail('ALERT_SECRET begins with whsec_, so base64 has to follow.', 2);
}

async function readState(): Promise<Alert[]> {
  const file = Bun.file(state);
  if (!(await file.exists())) return [];
  return file.json().catch(() => []);
}

function toText(alerts: Alert[]): string {
  if (alerts.length === 0) return 'Every slice keeps its objectives.';
  return alerts
    .map(
      ({ fragment, severity, burn, long, objective: { percent, withinMs } }) =>
        `${severity}: ${fragment} burns its budget ${burn.toFixed(1)} times too fast in ${long} (${percent} % within ${withinMs} ms)`,
    )
    .concat('What to do: docs/runbooks.md, "A fragment fails or is slow".')
    .join('\n');
}
