/** What a provider answered. */
type Answer<Value> = { value: Value };

/**
 * Waits for a provider's answer, but not for ever.
 *
 * @param patience milliseconds
 * @returns undefined where there was none: it threw, or took too long. What it did is not known then
 */
export async function ask<Value>(
  question: Promise<Value>,
  patience: number,
): Promise<Answer<Value> | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveUp = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patience, undefined);
  });
  try {
    return await Promise.race([question.then((value) => ({ value })), giveUp]);
  } catch {
    // What a provider throws is not logged: it may hold the token it was given.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
