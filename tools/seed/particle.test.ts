import { expect, test } from 'bun:test';
import { fillTemplate } from './fill-template.ts';
import { type Particle, toParticle } from './particle.ts';

test.each<[string, Particle, string]>([
  ['사과', '을', '를'],
  ['과일', '을', '을'],
  ['나노블록', '이', '이'],
  ['베개', '이', '가'],
  ['연필', '으로', '로'],
  ['컵', '으로', '으로'],
  ['의자', '으로', '로'],
  ['USB', '은', '는'],
  ['LED', '은', '는'],
  ['모델 3', '은', '은'],
  ['모델 2', '은', '는'],
  ['그릇 (대)', '과', '와'],
])('%s + %s is %s', (word, particle, expected) => {
  expect(toParticle(word, particle)).toBe(expected);
});

test('a template uses the fitting particle and leaves no gap for an empty slot', () => {
  const words: Record<string, string> = { kind: '텀블러', style: '' };
  expect(fillTemplate('{style} {kind:을} 샀어요.', (name) => words[name]!)).toBe('텀블러를 샀어요.');
});
