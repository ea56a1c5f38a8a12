/** A quoted word with 로 or 으로, as its last syllable demands: 나노로, 연필로, 포켓몬으로. */
export function withTo(quoted: string): string {
  const last = quoted.match(/[\p{L}\p{N}](?=[^\p{L}\p{N}]*$)/u)?.[0] ?? '';
  const syllable = last.charCodeAt(0) - 0xac00;
  if (/[ㄱ-ㅎ]/.test(last)) return `${quoted}${last === 'ㄹ' ? '로' : '으로'}`;
  if (!(syllable >= 0 && syllable < 11_172)) return `${quoted}(으)로`;
  const final = syllable % 28;
  return `${quoted}${final === 0 || final === rieul ? '로' : '으로'}`;
}

const rieul = 8;
