/** The slices whose fragments make up every page of the comparison. */
export const slices = ['menu', 'search', 'cart', 'price', 'review', 'product'] as const;
export type BenchSlice = (typeof slices)[number];

/** Returns the HTML of one fragment, about 3.8 KB. Every measured system gets the same bytes. */
export const fragments = Object.fromEntries(slices.map((slice) => [slice, toFragment(slice)])) as Record<
  BenchSlice,
  string
>;

/** The HTML around the fragments, for systems without a frame of their own. */
export const opening =
  '<!doctype html><html lang="ko"><head><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Bench</title></head><body>';
export const closing = '</body></html>';

function toFragment(slice: string): string {
  const rows = Array.from(
    { length: 18 },
    (_, index) =>
      `<li class="${slice}-row"><a class="${slice}-link" href="/${slice}/items/${index}?from=bench">` +
      `<span class="name">나노블록 ${slice} ${index}</span><span class="unit">90피스</span></a>` +
      `<strong class="amount">${(10_390 + index * 1_000).toLocaleString('en')}원</strong></li>`,
  );
  return `<section class="${slice}" data-bench="${slice}"><h2>${slice}</h2><ul>${rows.join('')}</ul></section>`;
}
