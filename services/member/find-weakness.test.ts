import { expect, test } from 'bun:test';
import { commonPasswords } from './common-passwords.ts';
import { findWeakness } from './find-weakness.ts';

const email = 'minji.kim@example.com';

test.each([
  ...['password', 'PassWord', 'password1', 'Password2026!', 'qwer1234', 'qwer1234!', '1q2w3e4r', '12345678'],
  ...['11111111', 'abababab', '12341234', '23456789', 'hgfedcba', '19900101', '31121999', '01012345678'],
  ...['010-1234-5678', 'tkfkdgo12', 'dkssudgktpdy', '사랑해1234', '비밀번호1234!', 'jogakbo2026', 'iloveyou'],
])('the password %p is common', (password) => expect(findWeakness(password, email)).toBe('common-password'));

test.each(['minji.kim', 'Minji.Kim', 'minji.kim2026', 'minji.kim!!!', 'minji.kim@example.com'])(
  'the password %p is the name in the e-mail',
  (password) => expect(findWeakness(password, email)).toBe('own-name'),
);

test.each([
  ...[
    'correct horse battery staple',
    '오늘 점심은 칼국수',
    'tr0ub4dor&3x',
    'Xq7!mmw2',
    '🐙🦑🐚🌊🐡🦀🐬🐳',
    'ㅁㄴㅇㄹ 하늘 7',
  ],
  ...['minji likes rain', '98127364', 'passwordless tree'],
])('the password %p is neither common nor the name in the e-mail', (password) =>
  expect(findWeakness(password, email)).toBeUndefined(),
);

test('the list of common passwords has thousands, in lower case', () => {
  const common = commonPasswords();
  expect(common.size).toBeGreaterThan(4_000);
  for (const word of common)
    expect([word, word === word.toLowerCase() && word.length > 1]).toEqual([word, true]);
});

test('an e-mail whose name has only digits does not make every password weak', () => {
  expect(findWeakness('a fine long one', '2026@example.com')).toBeUndefined();
  expect(findWeakness('2026', '2026@example.com')).toBe('own-name');
});
