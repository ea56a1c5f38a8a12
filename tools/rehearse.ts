import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { rehearse } from './rehearse/rehearse.ts';
import { toGuideText } from './rehearse/take-over/judge-guide.ts';
import { runGuide } from './rehearse/take-over/run-guide.ts';
import { toVerdictText } from './rehearse/to-verdict.ts';

const help = `Usage: bun run rehearse [--requests <n>] [--visitors <n>] [--no-browser] [--patient] [--json]
       bun run rehearse --from-monolith [--visitors <n>] [--no-browser] [--json]

Releases the next version of two slices at the same time while visitors are in the shop: from a canary to everybody, and back. It starts a
Cloudflare of its own on this machine, deploys the whole shop to it with wrangler, and needs no account. The visitors do what browsers do:
they open pages with their files and fragments, put products into carts, and keep some pages open from before the release.

It fails if a request had an error, a page had two versions of a slice, an input was lost, an open page stopped working, an island did not
hydrate in Chromium, or a rollback took more than 5 s.

With --from-monolith it runs the commands of docs/from-monolith.md in their order, in a copy of the project, while visitors order. It fails if
a command fails, a journey in Chromium does not pass after each release, an order is lost, or the stock does not add up.

  --from-monolith  takes the monolith over, in place of two releases
  --requests <n>   how many requests the visitors send in all, 10,000 by default, at least 200
  --visitors <n>   how many visitors are in the shop at once, 4 by default
  --no-browser     opens no page in Chromium. Without Chromium on this machine, none is opened either
  --patient        a visitor sends a request again that a busy machine answered with 503, and the table counts such answers. Without
                   this, each of them is an error
  --json           writes the result as JSON; progress goes to the standard error

Exit codes: 0 every line is ok, 1 some line failed, 2 wrong usage.`;

const options = {
  'from-monolith': { type: 'boolean', default: false },
  requests: { type: 'string', default: '10000' },
  visitors: { type: 'string', default: '4' },
  browser: { type: 'boolean', default: true },
  patient: { type: 'boolean', default: false },
  json: { type: 'boolean' },
} as const;

const { values } = readOptions(help, options);
const visitors = readNumber('visitors', 1, 64);
if (values['from-monolith']) {
  const verdict = await runGuide({ visitors, hasBrowser: values.browser, say: console.error });
  console.log(values.json ? JSON.stringify(verdict, null, 2) : toGuideText(verdict));
  process.exit(verdict.ok ? 0 : 1);
}
const verdict = await rehearse({
  requests: readNumber('requests', 200, 1_000_000),
  visitors,
  hasBrowser: values.browser,
  repeatsWhenBusy: values.patient,
  say: console.error,
  show(line) {
    if (process.stderr.isTTY) process.stderr.write(`\r${line}  `);
  },
});
console.log(values.json ? JSON.stringify(verdict, null, 2) : toVerdictText(verdict));
process.exit(verdict.ok ? 0 : 1);

function readNumber(name: 'requests' | 'visitors', least: number, most: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  return fail(`--${name} is a whole number from ${least} to ${most}: ${values[name]}`, 2);
}
