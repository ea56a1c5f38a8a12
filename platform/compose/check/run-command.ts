import { parseArgs } from 'node:util';
import { loadAccessibilityCheck } from './accessibility.ts';
import { checkServer } from './check-server.ts';
import type { Finding } from './rule.ts';

const help = `Usage: compose check <url> [options]

Asks a fragment server for its manifest and its fragments, as a page does for a guest, and says what is wrong and what to do.

  <url>                  the address below which the server answers /fragments.json
  --param <name=value>   the value of a parameter; repeat it for others
  --language <language>  accept-language of the requests (en)
  --deadline <ms>        the time that pages give a fragment (2000)
  --json                 prints the findings as JSON
  --help                 prints this text

The check of accessibility needs jsdom and axe-core in the project from which you run this.

Exit code: 0 without errors, 1 with errors, 2 if the arguments are wrong or nothing answers at the address.`;

/** Runs the command, and returns its exit code. `print` gets the lines for the user, `complain` those about wrong usage. */
export async function runCommand(
  args: string[],
  print: (line: string) => void,
  complain: (line: string) => void,
  folder = process.cwd(),
): Promise<0 | 1 | 2> {
  const wrong = (why: string): 2 => {
    complain(`${why}\n\n${help}`);
    return 2;
  };
  let read: ReturnType<typeof readArguments>;
  try {
    read = readArguments(args);
  } catch (error) {
    return wrong((error as Error).message);
  }
  const { values, positionals } = read;
  if (values.help) {
    print(help);
    return 0;
  }
  const [command, address, ...more] = positionals;
  if (command !== 'check' || more.length > 0) return wrong('The only command is: check <url>');
  if (!address || !URL.canParse(address) || !/^https?:/.test(address))
    return wrong(`${address ?? 'Nothing'} is no http or https address`);
  const deadlineMs = Number(values.deadline);
  if (!(deadlineMs >= 1 && deadlineMs <= longestDeadlineMs))
    return wrong(`--deadline ${values.deadline} is no number of milliseconds`);
  const pairs = values.param.map((pair) => pair.split(/=(.*)/s).slice(0, 2));
  const odd = pairs.find(([name, value]) => !name || value === undefined);
  if (odd) return wrong(`--param ${odd[0]} is not name=value`);

  const base = address.replace(/\/$/, '');
  const findAccessibilityFaults = await loadAccessibilityCheck(folder);
  try {
    const checked = await checkServer({
      ask: (path, init) => fetch(base + path, init),
      params: Object.fromEntries(pairs),
      ...{ language: values.language, deadlineMs, findAccessibilityFaults },
    });
    const { findings, slice, fragments } = checked;
    const errors = findings.filter(({ level }) => level === 'error').length;
    if (values.json) {
      print(
        JSON.stringify(
          { slice, fragments, errors, accessibility: findAccessibilityFaults !== undefined, findings },
          null,
          2,
        ),
      );
    } else {
      for (const finding of findings) print(toLine(finding));
      if (!findAccessibilityFaults)
        print('note     accessibility was left out: install jsdom and axe-core to check it');
      print(
        `${slice ?? base}: ${fragments.length} fragments, ${errors} errors, ${findings.length - errors} warnings and notes`,
      );
    }
    return errors > 0 ? 1 : 0;
  } catch (error) {
    complain(`Nothing answers at ${base}: ${(error as Error).message}. Is the server running?`);
    return 2;
  }
}

function readArguments(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      param: { type: 'string', multiple: true, default: [] },
      language: { type: 'string', default: 'en' },
      deadline: { type: 'string', default: '2000' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
}

function toLine({ level, fragment, fault, fix, rule }: Finding): string {
  return `${level.padEnd(8)} ${fragment ? `${fragment}: ` : ''}${fault} → ${fix} (${rule})`;
}

const longestDeadlineMs = 600_000;
