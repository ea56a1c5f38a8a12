import { expect, test } from 'bun:test';
import { toItemList, toStructuredData } from './item-list.ts';

test('a list names its products in their order, and an empty list gives no data', () => {
  const html = toItemList([{ productId: '2' }, { productId: '1' }], 'https://shop.example');
  const data = JSON.parse(html.replace(/<[^>]*>/g, ''));
  expect(data).toMatchObject({ '@type': 'ItemList', numberOfItems: 2 });
  expect(data.itemListElement.map(({ url }: { url: string }) => url)).toEqual([
    'https://shop.example/products/2',
    'https://shop.example/products/1',
  ]);
  expect(toItemList([], '')).toBe('');
});

test('text cannot end the script around it', () => {
  expect(toStructuredData({ name: '</script><b>' })).not.toContain('</script><b>');
});
