/** The keys by which a house on this machine encrypts what is personal of orders: made the first time. */
export async function openOrderKeys(path: string): Promise<string> {
  const file = Bun.file(path);
  if (await file.exists()) return file.text();
  const key = crypto.getRandomValues(new Uint8Array(32)).toBase64();
  const keys = JSON.stringify({ current: 'local', keys: { local: key } });
  await Bun.write(path, keys);
  return keys;
}
