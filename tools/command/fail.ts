/**
 * Ends the process with a message.
 *
 * @param code 2 for wrong arguments, else 1
 */
export function fail(message: string, code = 1): never {
  console.error(message);
  process.exit(code);
}
