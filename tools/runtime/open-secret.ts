import { writeWhole } from './write-whole.ts';

/** A secret of a house on this machine: made the first time, and the same ever after. */
export async function openSecret(path: string, make: () => string): Promise<string> {
  const file = Bun.file(path);
  if (await file.exists()) return file.text();
  const secret = make();
  await writeWhole(path, secret);
  return secret;
}
