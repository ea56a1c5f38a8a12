const koreanTime = 9 * 60 * 60 * 1_000;

/** Makes the number of a new order: the day in Korea and twelve random digits, such as `20190515-483920174625`. */
export function toOrderId(now: number): string {
  const day = new Date(now + koreanTime).toISOString().slice(0, 10).replaceAll('-', '');
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return `${day}-${String(high % 1_000_000).padStart(6, '0')}${String(low % 1_000_000).padStart(6, '0')}`;
}
