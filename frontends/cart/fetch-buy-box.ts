import { fetchInPage } from '@jogakbo/browser/fetch-in-page';

/** The stock of an item. `most` is null if it is not known. */
export type InStock = { soldOut: boolean; most: number | null; low: boolean };

const unknown: InStock = { soldOut: false, most: null, low: false };

/** Fetches the stock of an item in the browser. */
export async function fetchBuyBox(product: string, item: string): Promise<InStock> {
  try {
    const answer = await fetchInPage(`/api/cart/buy-box?${new URLSearchParams({ product, item })}`);
    return answer.ok ? { ...unknown, ...(await answer.json()) } : unknown;
  } catch {
    return unknown;
  }
}
