import { scrypt, timingSafeEqual } from 'node:crypto';

/** The cost of scrypt: 2^`ln` blocks of 128·`r` bytes, `p` times. */
export type Cost = { ln: number; r: number; p: number };

/** Computes scrypt, in this isolate or in another. @param length bytes of the result */
export type Derive = (password: string, salt: Uint8Array, cost: Cost, length: number) => Promise<Uint8Array>;

/** About 0.2 s and 32 MiB: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
export const productionCost: Cost = { ln: 15, r: 8, p: 3 };

const format = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
const plain = { omitPadding: true } as const;

/**
 * Hashes a password to a PHC string: https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
 *
 * @returns a string such as `$scrypt$ln=15,r=8,p=3$salt$hash`
 */
export async function hashPassword(
  derive: Derive,
  password: string,
  salt: Uint8Array,
  cost: Cost,
): Promise<string> {
  return toText(cost, salt, await derive(password, salt, cost, 32));
}

/**
 * Finds the hash of a password among several. Hashes with the same cost and salt need only one computation.
 *
 * @param kept PHC strings
 * @param made a PHC string that was already computed from the password
 * @returns the hash of the password; undefined if none matches
 */
export async function matchPassword(
  derive: Derive,
  password: string,
  kept: string[],
  made?: string,
): Promise<string | undefined> {
  const computed = new Map<string, Uint8Array>();
  if (made) computed.set(toSetting(made), parse(made).hash);
  for (const each of kept) {
    const setting = toSetting(each);
    const { cost, salt, hash } = parse(each);
    const own = computed.get(setting) ?? (await derive(password, salt, cost, hash.length));
    computed.set(setting, own);
    if (own.length === hash.length && timingSafeEqual(own, hash)) return each;
  }
  return undefined;
}

/** Whether a hash has another cost or salt than a new one would have. */
export function isOutdated(kept: string, cost: Cost, salt: Uint8Array): boolean {
  return toSetting(kept) !== toSetting(toText(cost, salt, new Uint8Array(1)));
}

/** A hash that no password has. Checking it takes as long as checking a member's. */
export function toDummyHash(cost: Cost, salt: Uint8Array): string {
  return toText(cost, salt, new Uint8Array(32));
}

/** Computes scrypt in this isolate. It blocks the thread. */
export const deriveHere: Derive = (password, salt, { ln, r, p }, length) => {
  const blocks = 2 ** ln;
  const options = { N: blocks, r, p, maxmem: 256 * blocks * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, length, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
};

function toText({ ln, r, p }: Cost, salt: Uint8Array, hash: Uint8Array): string {
  return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toBase64(plain)}$${hash.toBase64(plain)}`;
}

/** The cost and the salt of a PHC string, without the hash. */
function toSetting(kept: string): string {
  return kept.slice(0, kept.lastIndexOf('$'));
}

function parse(kept: string) {
  const [, ln, r, p, salt, hash] = format.exec(kept) ?? [];
  if (!salt || !hash) throw new Error('The stored hash of a password is not a PHC string of scrypt.');
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  return { cost, salt: Uint8Array.fromBase64(salt), hash: Uint8Array.fromBase64(hash) };
}
