export async function seedReviews(_database: unknown, _rows: unknown) {}
