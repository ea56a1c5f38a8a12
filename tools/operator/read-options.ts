import { type ParseArgsConfig, parseArgs } from 'node:util';
import { fail } from './fail.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads the options of a command. `--help` shows the help and ends the process with 0, an unknown option with 2. */
export function readOptions<const Given extends Options>(
  help: string,
  options: Given,
  { positionals: allowPositionals = false } = {},
) {
  const read = parse();
  if ((read.values as { help?: boolean }).help) {
    console.log(help);
    process.exit(0);
  }
  return read;

  function parse() {
    try {
      return parseArgs({ options: { ...options, help: { type: 'boolean' } }, allowPositionals });
    } catch (error) {
      return fail(`${(error as Error).message}\n\n${help}`, 2);
    }
  }
}
