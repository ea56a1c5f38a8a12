import { writeWhole } from './write-whole.ts';

/** Reads a secret of the shop on this machine. It makes the secret at the first start, and keeps it. */
export async function openSecret(path: string, make: () => string): Promise<string> {
  const file = Bun.file(path);
  if (await file.exists()) return file.text();
  const secret = make();
  await writeWhole(path, secret);
  return secret;
}
