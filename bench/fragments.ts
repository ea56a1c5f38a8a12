/** The slices whose fragments every page of the comparison is made of. */
export const slices = ['menu', 'search', 'cart', 'price', 'review', 'product'] as const;
export type BenchSlice = (typeof slices)[number];

/** One fragment's HTML of about 3.8 KB, the same bytes for every system that is measured. */
export const fragments = Object.fromEntries(slices.map((slice) => [slice, toFragment(slice)])) as Record<
  BenchSlice,
  string
>;

/** What stands around the fragments where a system has no frame of its own. */
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
