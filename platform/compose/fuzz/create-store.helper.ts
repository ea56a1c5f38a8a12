import type { createTestClock } from '../create-test-clock.helper.ts';
import type { CopyStore } from '../data-centre.ts';
import type { Random } from './create-random.helper.ts';

/** Creates a store of copies that forgets, fails, hangs, and returns what nobody wrote, until `calm` returns true. */
export function createStore(
  random: Random,
  clock: ReturnType<typeof createTestClock>,
  calm: () => boolean,
): CopyStore {
  const texts = new Map<string, string>();

  async function disturb(): Promise<void> {
    if (calm()) return;
    if (random.once(10)) throw new Error('store');
    if (random.once(10)) return new Promise(() => {});
    await clock.wait(random.pick([0, 1, 30, 80]));
  }

  return {
    async read(key) {
      await disturb();
      if (calm()) return undefined;
      const text = random.once(2) ? texts.get(key) : random.pick([...texts.values(), undefined]);
      if (random.once(5)) return random.pick(garbage);
      return random.once(8) ? text?.slice(0, random.below(text.length + 1)) : text;
    },
    async write(key, text) {
      await disturb();
      texts.set(key, text);
    },
  };
}

const garbage = [
  ...[
    '',
    'null',
    '[]',
    '{}',
    '{"copies":{}}',
    '{"copies":[null]}',
    '{"copies":[["a",null]]}',
    '{"copies":[["a",{}]]}',
  ],
  ...[
    '{"at":1}',
    '{"at":"x","manifests":[null]}',
    '{"at":9e15,"manifests":[{"slice":"none","version":"1","fragments":{}}]}',
  ],
  '{"copies":[["one@1/fragments/a en",{"copy":{"html":1},"tags":1,"madeAt":9e15}]]}',
];
