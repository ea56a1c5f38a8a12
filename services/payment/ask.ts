/** An answer of the provider. */
type Answer<Value> = { value: Value };

/**
 * Waits for the provider's answer, at most for some time.
 *
 * @param timeout milliseconds
 * @returns undefined if the call threw or took too long; then its outcome is unknown
 */
export async function ask<Value>(
  question: Promise<Value>,
  timeout: number,
): Promise<Answer<Value> | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveUp = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, timeout, undefined);
  });
  try {
    return await Promise.race([question.then((value) => ({ value })), giveUp]);
  } catch {
    // The provider's error is not logged, since it may contain the token of the card.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
