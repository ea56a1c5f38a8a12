import { expect, test } from 'bun:test';
import { createSealer } from './create-sealer.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte).toBase64();
const old = JSON.stringify({ current: 'old', keys: { old: key(1) } });
const both = JSON.stringify({ current: 'new', keys: { old: key(1), new: key(2) } });
const address = { recipient: '김조각', detail: '2층' };

test('a sealed value can be opened, and looks different each time', async () => {
  const sealer = createSealer(old);
  const sealed = await sealer.seal(address, 'order-1');
  expect(await sealer.open(sealed, 'order-1')).toEqual(address);
  expect(sealed).not.toContain('김조각');
  expect(await sealer.seal(address, 'order-1')).not.toBe(sealed);
});

test('a sealed value can be opened only for its own subject, and only unchanged', async () => {
  const sealer = createSealer(old);
  const sealed = await sealer.seal(address, 'order-1');
  await expect(sealer.open(sealed, 'order-2')).rejects.toThrow();
  const other = sealed.at(-5) === 'A' ? 'B' : 'A';
  await expect(sealer.open(`${sealed.slice(0, -5)}${other}${sealed.slice(-4)}`, 'order-1')).rejects.toThrow();
});

test('after a change of keys, values of the old key can be opened, and new values use the new key', async () => {
  const sealed = await createSealer(old).seal(address, 'order-1');
  expect(await createSealer(both).open(sealed, 'order-1')).toEqual(address);
  const resealed = await createSealer(both).seal(address, 'order-1');
  expect(resealed).toStartWith('new:');
  await expect(createSealer(old).open(resealed, 'order-1')).rejects.toThrow('no key new');
});
