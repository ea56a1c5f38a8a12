import { scrypt, timingSafeEqual } from 'node:crypto';

/** What scrypt is to cost: 2^`ln` blocks of 128·`r` bytes, `p` times. */
export type Cost = { ln: number; r: number; p: number };

/** About 0.2 s and 32 MiB: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
export const productionCost: Cost = { ln: 15, r: 8, p: 3 };

const format = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
const plain = { omitPadding: true } as const;

/**
 * The password as it is kept: https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
 *
 * @returns such as `$scrypt$ln=15,r=8,p=3$salt$hash`
 */
export async function hashPassword(password: string, cost: Cost): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return toText(cost, salt, await derive(password, salt, cost, 32));
}

export async function verifyPassword(password: string, kept: string): Promise<boolean> {
  const { cost, salt, hash } = parse(kept);
  return timingSafeEqual(await derive(password, salt, cost, hash.length), hash);
}

/** Whether it was hashed at another cost than now. */
export function isOutdated(kept: string, { ln, r, p }: Cost): boolean {
  const { cost } = parse(kept);
  return cost.ln !== ln || cost.r !== r || cost.p !== p;
}

/** A hash that no password has, for taking as long over someone unknown as over a member. */
export function toDummyHash(cost: Cost): string {
  return toText(cost, new Uint8Array(16), new Uint8Array(32));
}

function toText({ ln, r, p }: Cost, salt: Uint8Array, hash: Uint8Array): string {
  return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toBase64(plain)}$${hash.toBase64(plain)}`;
}

function parse(kept: string) {
  const [, ln, r, p, salt, hash] = format.exec(kept) ?? [];
  if (!salt || !hash) throw new Error('A password is kept in no form that is known.');
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  return { cost, salt: Uint8Array.fromBase64(salt), hash: Uint8Array.fromBase64(hash) };
}

function derive(password: string, salt: Uint8Array, { ln, r, p }: Cost, length: number): Promise<Uint8Array> {
  const blocks = 2 ** ln;
  const options = { N: blocks, r, p, maxmem: 256 * blocks * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, length, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
