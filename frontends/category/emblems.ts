/** A line drawing for each department, 24 × 24 units. */
const emblems: Record<string, string> = {
  fashion: 'm8 3-6 4 2.5 4L7 9.5V21h10V9.5l2.5 1.5L22 7l-6-4a4 4 0 0 1-8 0z',
  beauty: 'M9 11V5l6-3v9M7 11h10v4H7zm1 4h8v7H8z',
  baby: 'M9 7V5a3 3 0 0 1 6 0v2M7 7h10v3H7zm1 3h8v9a3 3 0 0 1-3 3h-2a3 3 0 0 1-3-3zm0 5h4',
  food: 'M12 7C9 4 3 6 3 12c0 5 4 10 6.5 10 1 0 1.5-.5 2.5-.5s1.5.5 2.5.5C17 22 21 17 21 12c0-6-6-8-9-5zm0 0c0-3 1-4 3-5',
  kitchen: 'M3 9h14v7a4 4 0 0 1-4 4H7a4 4 0 0 1-4-4zm14 2h2a2.5 2.5 0 0 1 0 5h-2M7 2v4m3-4v4m3-4v4',
  household: 'M9 7h6l3 5v9H6v-9zm1-5h4v5h-4zM6 13h12M14 3h4',
  home: 'M8 3h8l4 10H4zm4 10v8m-4 0h8',
  digital: 'M3 4h18v12H3zm9 12v4m-5 0h10',
  sports: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM2 12h20M12 2v20M5 5c4 4 4 10 0 14M19 5c-4 4-4 10 0 14',
  books: 'M12 6C9 4 6 4 2 5v14c4-1 7-1 10 1 3-2 6-2 10-1V5c-4-1-7-1-10 1zm0 0v14',
  toys: 'M3 10h8v11H3zm0-3h3v3H3zm5 0h3v3H8zm5 4h8v10h-8zm2-3h4v3h-4z',
  stationery: 'm4 16 12-12 4 4L8 20l-5 1zM13 7l4 4',
  pets: 'M12 12c-3 0-5.5 3-5.5 6 0 2.5 2.5 2 5.5 2s5.5.5 5.5-2c0-3-2.5-6-5.5-6zM4 11v1m4-6v1.5m8-1.5v1.5m4 3.5v1',
};

const plain = 'M4 4h7v7H4zm9 0h7v7h-7zm-9 9h7v7H4zm9 0h7v7h-7z';

/** The emblem on a department's tile. A department without one gets four patches. */
export function emblemOf(slug: string): string {
  return (Object.hasOwn(emblems, slug) ? emblems[slug] : undefined) ?? plain;
}
