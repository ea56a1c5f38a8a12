import { type ParseArgsConfig, parseArgs } from 'node:util';
import { fail } from './fail.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the command line. `--help` shows the help and ends the process with 0; an unknown option or one argument too many ends it with 2.
 *
 * @param options what `parseArgs` of `node:util` takes; `--no-<name>` switches an option off
 * @param most how many arguments without a name are allowed
 * @param args the arguments of the command; those of the process where left out
 */
export function readOptions<const Given extends Options>(
  help: string,
  options: Given,
  most = 0,
  args = process.argv.slice(2),
) {
  /** Ends the process with a message and the help, for arguments that make no sense. */
  const misuse = (message: string): never => fail(`${message}\n\n${help}`, 2);
  const { values, positionals } = parse();
  if ((values as { help?: boolean }).help) {
    console.log(help);
    process.exit(0);
  }
  if (positionals.length > most) misuse(`Unexpected argument: ${positionals[most]}.`);
  return { values, positionals, misuse };

  function parse() {
    try {
      return parseArgs({
        ...{ args, options: { ...options, help: { type: 'boolean', short: 'h' } } },
        ...{ allowPositionals: true, allowNegative: true },
      });
    } catch (error) {
      // The rest of the sentence explains how to write an argument that begins with "-".
      return misuse((error as Error).message.replace(/\. To specify a positional argument.*/s, '.'));
    }
  }
}
