import { expect, test } from 'bun:test';
import { checkWords } from './check-words.ts';
import toys from './words/toys.json';
import { Department } from './words-schema.ts';

test('a wrong entry is reported with its file, its category and its noun', () => {
  const data = structuredClone(toys);
  data.groups[0]!.leaves[0]!.things[0]!.price = [15_000, 0];
  const place = 'groups > toys-blocks > leaves > toys-nano-blocks > things > 나노블록 > price > 1';
  expect(() => checkWords('toys.json', Department, data)).toThrow(
    `tools/seed/words/toys.json has wrong entries:\n  ${place}: Invalid value: Expected >=1 but received 0`,
  );
});

test('a misspelled key is reported', () => {
  const option = { name: '색상', lables: ['빨강'] };
  expect(() => checkWords('toys.json', Department, { ...toys, optionSets: { colors: option } })).toThrow(
    'optionSets > colors > labels: Invalid key: Expected "labels"',
  );
});

test('an option set and a slot that do not exist are reported', () => {
  const data = structuredClone(toys);
  Object.assign(data.groups[0]!.leaves[0]!, { options: ['no-such-set'], titles: ['{noun} {nothing}'] });
  expect(() => checkWords('toys.json', Department, data)).toThrow(
    'toys-nano-blocks uses the option set "no-such-set", which does not exist',
  );
  expect(() => checkWords('toys.json', Department, data)).toThrow(
    'toys-nano-blocks uses the slot {nothing}, for which there are no words',
  );
});

test('the name of an option set is replaced by its options', () => {
  const data = structuredClone(toys);
  Object.assign(data, { optionSets: { colors: { name: '색상', labels: ['빨강', '파랑'] } } });
  Object.assign(data.groups[0]!.leaves[0]!, { options: ['colors'] });
  const department = checkWords('toys.json', Department, data);
  expect(department.groups[0]!.leaves[0]!.options).toEqual([{ name: '색상', labels: ['빨강', '파랑'] }]);
});
