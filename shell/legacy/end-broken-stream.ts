/**
 * Ends a stream cleanly that breaks off, so that the part of a page that has arrived is shown.
 *
 * @param onBroken receives the error
 */
export function endBrokenStream(
  stream: ReadableStream<Uint8Array>,
  onBroken: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        onBroken(error);
        controller.close();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
