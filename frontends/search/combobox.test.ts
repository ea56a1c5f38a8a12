import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { type Combobox, closedCombobox, type Step, toFieldText, toKeyStep, toNext } from './combobox.ts';

const play = (...steps: Step[]) => steps.reduce(toNext, closedCombobox);
const typed = (term: string): Step => ({ type: 'typed', text: term });
const answered = (term: string, ...options: string[]): Step => ({ type: 'answered', term, options });
const down: Step = { type: 'moved', by: 1 };
const up: Step = { type: 'moved', by: -1 };
const closed: Step = { type: 'closed' };
const two = [typed('나'), answered('나', '나노', '나무')] as const;

test('opens when suggestions come, with none chosen', () => {
  expect(play(...two)).toEqual({
    ...{ term: '나', typed: '나' },
    ...{ options: ['나노', '나무'], active: -1, open: true },
  });
  expect(play(typed('나'), answered('나')).open).toBe(false);
});

test('drops an answer for an earlier term, or one that comes after closing', () => {
  expect(play(typed('나'), typed('나노'), answered('나', '나무')).open).toBe(false);
  expect(play(...two, typed('나노'), answered('나', '다'))).toMatchObject({ options: ['나노', '나무'] });
  expect(play(typed('나'), closed, answered('나', '나무')).open).toBe(false);
});

test('goes round through the field with the arrows', () => {
  const active = (...moves: Step[]) => play(...two, ...moves).active;
  expect([active(down), active(down, down), active(down, down, down)]).toEqual([0, 1, -1]);
  expect([active(up), active(up, up), active(up, up, up)]).toEqual([1, 0, -1]);
});

test('opens again with an arrow, and forgets everything when the text is deleted', () => {
  expect(play(...two, down, closed)).toMatchObject({ active: -1, open: false });
  expect(play(...two, down, closed, down)).toMatchObject({ active: 0, open: true });
  expect(play(...two, down, closed, up)).toMatchObject({ active: 1, open: true });
  expect(play(...two, typed(''))).toEqual(closedCombobox);
});

test('the field shows the option that the arrows reach, then again what was typed', () => {
  const text = (...moves: Step[]) =>
    toFieldText(play(typed(' 나'), answered('나', '나노', '나무'), ...moves));
  expect([text(), text(down), text(down, down), text(down, down, down)]).toEqual([
    ' 나',
    '나노',
    '나무',
    ' 나',
  ]);
  expect([text(up), text(down, closed), text(down, closed, down)]).toEqual(['나무', ' 나', '나노']);
  expect(text(down, typed('나노 '))).toBe('나노 ');
});

test('typing on chooses nothing', () => {
  expect(play(...two, down, typed('나노')).active).toBe(-1);
});

test.each<[string, Combobox, string, ReturnType<typeof toKeyStep>]>([
  ['an arrow moves', play(...two), 'ArrowDown', down],
  ['an arrow moves back', play(...two), 'ArrowUp', up],
  ['an arrow does nothing in a closed list', closedCombobox, 'ArrowDown', undefined],
  ['escape closes', play(...two), 'Escape', closed],
  ['escape clears the field by itself', play(...two, closed), 'Escape', undefined],
  ['enter takes the chosen option', play(...two, down), 'Enter', { type: 'chosen', option: '나노' }],
  ['enter submits the typed text', play(...two), 'Enter', undefined],
  ['enter submits with the list closed', play(...two, down, closed), 'Enter', undefined],
  ['letters go to the field', play(...two, down), 'a', undefined],
  ['tab leaves the field', play(...two, down), 'Tab', undefined],
])('a key in the search box: %s', (_, box, key, step) => {
  expect(toKeyStep(box, key)).toEqual(step);
});

test('after any steps an open list has options, and the active one is among them', () => {
  const term = fc.constantFrom('', '가', '나');
  const step: fc.Arbitrary<Step> = fc.oneof(
    term.map(typed),
    fc
      .tuple(term, fc.array(fc.string(), { maxLength: 3 }))
      .map(([each, options]) => answered(each, ...options)),
    fc.constantFrom(down, up, closed),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { open, options, active } = play(...steps);
      expect(active).toBeGreaterThanOrEqual(-1);
      expect(active).toBeLessThan(options.length);
      expect(open ? options.length > 0 : active === -1).toBe(true);
    }),
  );
});
