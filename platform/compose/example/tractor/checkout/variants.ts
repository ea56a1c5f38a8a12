/** A variant that can be bought. `price` is in dollars. */
export type Variant = { name: string; href: string; price: number; stock: number };

/** The variants by SKU. A map, as a visitor may send any SKU, also `toString`. */
export const variants = new Map<string, Variant>([
  toEntry('HA-RED', 'Harrow 90, Barn red', 'harrow-90', 48_900, 5),
  toEntry('HA-WHE', 'Harrow 90, Wheat', 'harrow-90', 49_500, 2),
  toEntry('LO-MOS', 'Longacre 140, Moss', 'longacre-140', 71_500, 3),
  toEntry('LO-MID', 'Longacre 140, Midnight', 'longacre-140', 72_900, 1),
  toEntry('RI-COP', 'Ridgeback 200, Copper', 'ridgeback-200', 96_000, 2),
  toEntry('RI-SLA', 'Ridgeback 200, Slate', 'ridgeback-200', 96_000, 0),
  toEntry('PI-MNT', 'Pippin, Mint', 'pippin', 6_400, 9),
  toEntry('PI-COR', 'Pippin, Coral', 'pippin', 6_400, 4),
  toEntry('DA-SUN', 'Dandelion, Sun', 'dandelion', 7_900, 6),
  toEntry('WR-SKY', 'Wren E, Sky', 'wren-e', 11_200, 3),
  toEntry('WR-MOS', 'Wren E, Moss', 'wren-e', 11_200, 1),
]);

function toEntry(
  sku: string,
  name: string,
  product: string,
  price: number,
  stock: number,
): [string, Variant] {
  return [sku, { name, href: `/products/${product}?sku=${sku}`, price, stock }];
}
