type Checked = {
  hints?: { from: string; for: readonly string[] };
  slots: Record<string, object>;
};

/**
 * Checks which slot of a page gives hints to which slices.
 *
 * @param fail throws an error that names the page
 * @throws Error if there is no such slot, if it is not primary, or if its own slice waits for it
 */
export function checkHints({ hints, slots }: Checked, fail: (why: string) => never): void {
  if (!hints) return;
  const { fragment = '', primary }: { fragment?: string; primary?: boolean } = Object.hasOwn(
    slots,
    hints.from,
  )
    ? (slots[hints.from] as object)
    : {};
  if (!fragment) fail(`hints: slot ${hints.from} has no fragment`);
  if (!primary) fail(`hints: slot ${hints.from} is not primary, so the page does not wait for it`);
  const slice = fragment.slice(0, fragment.indexOf('/'));
  if (hints.for.includes(slice)) fail(`hints: slice ${slice} cannot wait for its own fragment ${fragment}`);
}
