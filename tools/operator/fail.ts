/** Ends the process with a sentence. @param code 2 where it was asked wrongly, else 1 */
export function fail(message: string, code = 1): never {
  console.error(message);
  process.exit(code);
}
