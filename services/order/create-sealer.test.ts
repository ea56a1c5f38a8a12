import { expect, test } from 'bun:test';
import { createSealer } from './create-sealer.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte).toBase64();
const old = JSON.stringify({ current: 'old', keys: { old: key(1) } });
const both = JSON.stringify({ current: 'new', keys: { old: key(1), new: key(2) } });
const address = { recipient: '김조각', detail: '2층' };

test('opens what it sealed, and the same thing never looks the same', async () => {
  const sealer = createSealer(old);
  const sealed = await sealer.seal(address, 'order-1');
  expect(await sealer.open(sealed, 'order-1')).toEqual(address);
  expect(sealed).not.toContain('김조각');
  expect(await sealer.seal(address, 'order-1')).not.toBe(sealed);
});

test('opens for nothing else, and not if anything was changed', async () => {
  const sealer = createSealer(old);
  const sealed = await sealer.seal(address, 'order-1');
  await expect(sealer.open(sealed, 'order-2')).rejects.toThrow();
  const other = sealed.at(-5) === 'A' ? 'B' : 'A';
  await expect(sealer.open(`${sealed.slice(0, -5)}${other}${sealed.slice(-4)}`, 'order-1')).rejects.toThrow();
});

test('with a new key still opens what the old one sealed, and seals by the new', async () => {
  const sealed = await createSealer(old).seal(address, 'order-1');
  expect(await createSealer(both).open(sealed, 'order-1')).toEqual(address);
  const anew = await createSealer(both).seal(address, 'order-1');
  expect(anew).toStartWith('new:');
  await expect(createSealer(old).open(anew, 'order-1')).rejects.toThrow('no key new');
});
