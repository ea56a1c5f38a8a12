/**
 * Repeats a check until it returns a true value, and returns that value.
 *
 * @param what the missing thing in the error message
 * @param within the longest wait, in milliseconds
 * @param pause the time between two checks, in milliseconds
 * @throws Error if the check has not succeeded within `within` milliseconds
 */
export async function until<Value>(
  what: string,
  look: () => Value | Promise<Value>,
  within = 150_000,
  pause = 5,
): Promise<NonNullable<Exclude<Value, false>>> {
  const end = performance.now() + within;
  for (;;) {
    const found = await look();
    if (found) return found as NonNullable<Exclude<Value, false>>;
    if (performance.now() > end) throw new Error(`${what} did not come`);
    await Bun.sleep(pause);
  }
}
