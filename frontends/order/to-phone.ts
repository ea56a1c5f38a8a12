/** A phone number as it is read in Korea, such as `010-1234-5678` or `02-123-4567`. */
export function toPhone(digits: string): string {
  const [, area = '', middle = '', last = ''] = digits.match(/^(02|0\d{2})(\d{3,4})(\d{4})$/) ?? [];
  return area ? `${area}-${middle}-${last}` : digits;
}
