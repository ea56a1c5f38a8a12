import type { CommandTable } from './read-command-table.ts';

/**
 * Checks the name of a command and the number of its arguments, without reading data.
 *
 * @returns Redis's error message, or `undefined` when the command is well formed
 */
export function checkShape(args: string[], table: CommandTable): string | undefined {
  const [name = '', ...rest] = args;
  const rules = table.get(name.toLowerCase());
  if (!rules) {
    const beginning = rest.map((word) => `'${word}' `).join('');
    return `ERR unknown command '${name}', with args beginning with: ${beginning}`;
  }
  const fits = rules.arity < 0 ? args.length >= -rules.arity : args.length === rules.arity;
  return fits ? undefined : wrongNumberOfArguments(name);
}

export function wrongNumberOfArguments(name: string): string {
  return `ERR wrong number of arguments for '${name.toLowerCase()}' command`;
}
