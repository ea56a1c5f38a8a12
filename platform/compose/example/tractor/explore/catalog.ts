export type Tractor = { id: string; name: string; category: string; sku: string; from: number };
/** A variant that may be recommended. `color` is red, green and blue. */
export type Recommendable = {
  sku: string;
  name: string;
  href: string;
  color: [red: number, green: number, blue: number];
};

export const categories: Record<string, { name: string; line: string; sku: string }> = {
  field: { name: 'Field tractors', line: 'Long days, heavy soil, straight furrows.', sku: 'HA-RED' },
  garden: { name: 'Garden tractors', line: 'Narrow gates, soft lawns, quiet mornings.', sku: 'PI-MNT' },
};

export const tractors: Tractor[] = [
  { id: 'harrow-90', name: 'Harrow 90', category: 'field', sku: 'HA-RED', from: 48_900 },
  { id: 'longacre-140', name: 'Longacre 140', category: 'field', sku: 'LO-MOS', from: 71_500 },
  { id: 'ridgeback-200', name: 'Ridgeback 200', category: 'field', sku: 'RI-COP', from: 96_000 },
  { id: 'pippin', name: 'Pippin', category: 'garden', sku: 'PI-MNT', from: 6_400 },
  { id: 'dandelion', name: 'Dandelion', category: 'garden', sku: 'DA-SUN', from: 7_900 },
  { id: 'wren-e', name: 'Wren E', category: 'garden', sku: 'WR-SKY', from: 11_200 },
];

export const recommendables: Recommendable[] = [
  toRecommendable('HA-RED', 'Harrow 90 Barn red', 'harrow-90', [184, 50, 42]),
  toRecommendable('HA-WHE', 'Harrow 90 Wheat', 'harrow-90', [217, 164, 65]),
  toRecommendable('LO-MOS', 'Longacre 140 Moss', 'longacre-140', [79, 122, 58]),
  toRecommendable('LO-MID', 'Longacre 140 Midnight', 'longacre-140', [44, 62, 107]),
  toRecommendable('RI-COP', 'Ridgeback 200 Copper', 'ridgeback-200', [192, 106, 58]),
  toRecommendable('RI-SLA', 'Ridgeback 200 Slate', 'ridgeback-200', [92, 107, 115]),
  toRecommendable('PI-MNT', 'Pippin Mint', 'pippin', [94, 184, 154]),
  toRecommendable('PI-COR', 'Pippin Coral', 'pippin', [232, 117, 96]),
  toRecommendable('DA-SUN', 'Dandelion Sun', 'dandelion', [240, 189, 48]),
  toRecommendable('WR-SKY', 'Wren E Sky', 'wren-e', [84, 151, 209]),
  toRecommendable('WR-MOS', 'Wren E Moss', 'wren-e', [98, 135, 74]),
];

export const stores = [
  { id: 'hollow', name: 'Hollow Barn', street: '3 Mill Lane', city: 'Alder Valley' },
  { id: 'quay', name: 'The Old Quay', street: '27 Harbor Road', city: 'Port Marlow' },
  { id: 'summit', name: 'Summit Yard', street: '110 Ridge Street', city: 'Upper Fells' },
];

function toRecommendable(
  sku: string,
  name: string,
  product: string,
  color: Recommendable['color'],
): Recommendable {
  return { sku, name, href: `/products/${product}?sku=${sku}`, color };
}
