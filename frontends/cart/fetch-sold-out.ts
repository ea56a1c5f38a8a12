/** Whether an item is sold out, asked from the browser. What nobody can tell counts as not. */
export async function fetchSoldOut(product: string, item: string): Promise<boolean> {
  try {
    const answer = await fetch(`/api/cart/buy-box?product=${product}&item=${item}`);
    return answer.ok && (await answer.json()).soldOut === true;
  } catch {
    return false;
  }
}
