/** The path of a campaign's page. The number of the first page is left out, so that each page has one address. */
export function toHref(campaign: string, page: number): string {
  return page > 1 ? `/campaigns/${campaign}?page=${page}` : `/campaigns/${campaign}`;
}
