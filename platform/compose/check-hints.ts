type Checked = {
  hints?: { from: string; for: readonly string[] };
  slots: Record<string, object>;
};

/**
 * Checks which slot of a page gives hints to which slices.
 *
 * @throws Error if there is no such slot, if it is not primary, or if its own slice waits for it
 */
export function checkHints({ hints, slots }: Checked): void {
  if (!hints) return;
  const { fragment = '', primary }: { fragment?: string; primary?: boolean } = Object.hasOwn(
    slots,
    hints.from,
  )
    ? (slots[hints.from] as object)
    : {};
  if (!fragment) throw new Error(`hints: slot ${hints.from} has no fragment`);
  if (!primary) throw new Error(`hints: slot ${hints.from} is not primary, so the page does not wait for it`);
  const slice = fragment.slice(0, fragment.indexOf('/'));
  if (hints.for.includes(slice))
    throw new Error(`hints: slice ${slice} cannot wait for its own fragment ${fragment}`);
}
