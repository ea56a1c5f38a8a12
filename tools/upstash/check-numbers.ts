export const NOT_AN_INTEGER = 'ERR value is not an integer or out of range';
export const NOT_A_FLOAT = 'ERR value is not a valid float';

export function isInteger(...words: string[]): boolean {
  return words.every((word) => /^(0|-?[1-9]\d{0,18})$/.test(word));
}

export function isFloat(...words: string[]): boolean {
  return words.every((word) => /^([+-]?inf(inity)?|[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)$/i.test(word));
}
