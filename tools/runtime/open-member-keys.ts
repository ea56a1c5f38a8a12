import { addMemberKey } from '../../services/member/keys.ts';

/** The keys by which a house on this machine encrypts its members' data: made the first time. */
export async function openMemberKeys(path: string): Promise<string> {
  const file = Bun.file(path);
  if (await file.exists()) return file.text();
  const keys = addMemberKey('local');
  await Bun.write(path, keys);
  return keys;
}
