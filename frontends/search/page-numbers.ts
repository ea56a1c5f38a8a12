const most = 5;

/** The pages to link to: up to five in a row around the current one. */
export function toPageNumbers(page: number, pages: number): number[] {
  const first = Math.max(1, Math.min(page - 2, pages - most + 1));
  return Array.from({ length: Math.min(most, pages) }, (_, index) => first + index);
}
