import { revealPasswords } from '../reveal-passwords.ts';

export const { hydrate } = revealPasswords;
