const units = { m: 60_000, h: 60 * 60_000, d: 24 * 60 * 60_000 };

/** Reads a time such as `30m`, `2h` or `7d`. @returns milliseconds; undefined for another text, and for nothing */
export function toMilliseconds(text: string): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
  return count && unit ? Number(count) * units[unit as keyof typeof units] : undefined;
}
