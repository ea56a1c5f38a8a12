const pairs = {
  을: ['을', '를'],
  이: ['이', '가'],
  은: ['은', '는'],
  과: ['과', '와'],
  으로: ['으로', '로'],
  이라: ['이라', '라'],
  이에요: ['이에요', '예요'],
} as const;

export type Particle = keyof typeof pairs;

const digitsWithFinal = '013678';
const lettersWithFinal = 'lmnrLMNR';

/**
 * The form of a Korean particle that fits the word before it (사과 → 를, 과일 → 을).
 *
 * @param word the word before the particle; digits and Latin letters count by their Korean pronunciation
 * @param particle the form after a final consonant
 */
export function toParticle(word: string, particle: Particle): string {
  const last = word.replace(/[^\p{L}\p{N}]+$/u, '').at(-1) ?? '';
  const [closed, open] = pairs[particle];
  // 로 also follows ㄹ: 연필로, 서울로.
  if (particle === '으로' && endsInRieul(last)) return open;
  return hasFinal(last) ? closed : open;
}

function hasFinal(character: string) {
  const offset = character.charCodeAt(0) - 0xac00;
  if (offset >= 0 && offset < 11172) return offset % 28 !== 0;
  return digitsWithFinal.includes(character) || lettersWithFinal.includes(character);
}

function endsInRieul(character: string) {
  const offset = character.charCodeAt(0) - 0xac00;
  if (offset >= 0 && offset < 11172) return offset % 28 === 8;
  return '178lrLR'.includes(character);
}
