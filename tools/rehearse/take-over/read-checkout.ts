/** What a visitor sees at the checkout: which side shows it, what it costs, and the hidden fields of the form. */
export type Checkout = { side: 'legacy' | 'shop'; total: number; fields: Record<string, string> };

/** Reads the checkout of the monolith or of the shop. @returns undefined if the page has no form to pay */
export function readCheckout(html: string): Checkout | undefined {
  const hidden = (name: string) => html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1];
  const [draft, revision] = [hidden('draft'), hidden('revision')];
  if (draft && revision) {
    const [, sum = ''] = /<div[^>]*class="total[^"]*"[^>]*>.*?<dd[^>]*>(.*?)<\/dd>/s.exec(html) ?? [];
    const total = Number(sum.replace(/<[^>]*>/g, '').replace(/\D/g, ''));
    return { side: 'shop', total, fields: { draft, revision, address: 'new' } };
  }
  const [key, total] = [hidden('key'), hidden('total')];
  return key && total ? { side: 'legacy', total: Number(total), fields: { key, total } } : undefined;
}
