import { scrypt, timingSafeEqual } from 'node:crypto';

/** What scrypt is to cost: 2^`ln` blocks of 128·`r` bytes, `p` times. */
export type Cost = { ln: number; r: number; p: number };

/** Computes scrypt, here or somewhere else. */
export type Derive = (password: string, salt: Uint8Array, cost: Cost, length: number) => Promise<Uint8Array>;

/** About 0.2 s and 32 MiB: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
export const productionCost: Cost = { ln: 15, r: 8, p: 3 };

const format = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
const plain = { omitPadding: true } as const;

/**
 * Hashes a password as a PHC string: https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
 *
 * @returns such as `$scrypt$ln=15,r=8,p=3$salt$hash`
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
 * Finds which of several kept hashes the password has. Hashes that share cost and salt take one computation together.
 *
 * @param kept PHC strings; `made` is one that was computed from the password already
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

/** Whether a kept hash has another cost or salt than new ones get. */
export function isOutdated(kept: string, cost: Cost, salt: Uint8Array): boolean {
  return toSetting(kept) !== toSetting(toText(cost, salt, new Uint8Array(1)));
}

/** A hash that no password has: checking it takes as long as checking a member's. */
export function toDummyHash(cost: Cost, salt: Uint8Array): string {
  return toText(cost, salt, new Uint8Array(32));
}

/** Computes scrypt in this isolate, whose thread it blocks meanwhile. */
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

/** Cost and salt, without the hash. */
function toSetting(kept: string): string {
  return kept.slice(0, kept.lastIndexOf('$'));
}

function parse(kept: string) {
  const [, ln, r, p, salt, hash] = format.exec(kept) ?? [];
  if (!salt || !hash) throw new Error('A password is kept in no form that is known.');
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  return { cost, salt: Uint8Array.fromBase64(salt), hash: Uint8Array.fromBase64(hash) };
}
