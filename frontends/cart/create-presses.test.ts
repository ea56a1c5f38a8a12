import { expect, test } from 'bun:test';
import { createPresses } from './create-presses.ts';

function open(again?: string) {
  let time = 0;
  return {
    ...createPresses(again, '1 2', () => time),
    wait(by: number) {
      time += by;
    },
  };
}

test('a second press within a second is ignored, and a later one has its own key', () => {
  const { begin, end, wait } = open();
  const first = begin('1 2');
  expect(first).toBeTruthy();
  expect(begin('1 2')).toBeUndefined();
  end('done');
  wait(180);
  expect(begin('1 2')).toBeUndefined();
  wait(820);
  const second = begin('1 2');
  expect(second).toBeTruthy();
  expect(second).not.toBe(first as string);
});

test('a press for another item or quantity is never ignored', () => {
  const { begin, end } = open();
  const first = begin('1 2');
  end('done');
  const other = begin('1 3');
  expect(other).toBeTruthy();
  expect(other).not.toBe(first as string);
});

test('a press whose answer was lost keeps its key, but only for the same item and quantity', () => {
  const { begin, end } = open();
  const first = begin('1 2');
  end('unknown');
  expect(begin('1 2')).toBe(first as string);
  end('unknown');
  expect(begin('1 3')).not.toBe(first as string);
});

test('the key of a press on an earlier page is used again', () => {
  const { begin, end } = open('page-key');
  expect(begin('1 2')).toBe('page-key');
  end('done');
  expect(open('page-key').begin('1 3')).not.toBe('page-key');
});

test('after a refusal the next press counts at once and has a new key', () => {
  const { begin, end } = open();
  const first = begin('1 2');
  end('too-many-lines');
  expect(begin('1 2')).not.toBe(first as string);
});
