import { fetchInPage } from '@jogakbo/browser/fetch-in-page';

/** What is in stock of an item; `most` is null where that is not known. */
export type InStock = { soldOut: boolean; most: number | null; low: boolean };

const unknown: InStock = { soldOut: false, most: null, low: false };

/** Asks from the browser what is in stock of an item. */
export async function fetchBuyBox(product: string, item: string): Promise<InStock> {
  try {
    const answer = await fetchInPage(`/api/cart/buy-box?${new URLSearchParams({ product, item })}`);
    return answer.ok ? { ...unknown, ...(await answer.json()) } : unknown;
  } catch {
    return unknown;
  }
}
