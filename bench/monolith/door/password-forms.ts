const phc = /^\$scrypt\$ln=(\d+),r=8,p=3\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** The salts of the monolith are texts. */
const text = /^[\w-]{22}$/;

/** Writes the hash of a password, such as `15.salt.key`, as a PHC string, which other programs can check. */
export function toPhc(kept: string): string {
  const [cost, salt = '', key = ''] = kept.split('.');
  const bytes = salt.startsWith('~') ? Buffer.from(salt.slice(1), 'base64url') : Buffer.from(salt);
  return `$scrypt$ln=${cost},r=8,p=3$${toBase64(bytes)}$${toBase64(Buffer.from(key, 'base64url'))}`;
}

/** Does the reverse of {@link toPhc}. A salt that is no text of the monolith is written as `~` and its bytes. */
export function toKept(password: string): string {
  const [, cost, salt, key] = phc.exec(password) ?? [];
  if (!salt || !key)
    throw new Error('The monolith only checks passwords that are hashed by scrypt with r=8 and p=3.');
  const bytes = Buffer.from(salt, 'base64');
  const own = bytes.toString('latin1');
  const kept = text.test(own) ? own : `~${bytes.toString('base64url')}`;
  return `${cost}.${kept}.${Buffer.from(key, 'base64').toString('base64url')}`;
}

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
