export type Variant = { sku: string; name: string; color: string };
export type Product = { name: string; line: string; highlights: string[]; variants: Variant[] };

export const products: Record<string, Product> = {
  'harrow-90': {
    name: 'Harrow 90',
    line: 'The first big tractor of many farms.',
    highlights: ['90 hp, four cylinders', 'Lifts 4.2 tons', 'Serviced in one morning'],
    variants: [
      { sku: 'HA-RED', name: 'Barn red', color: '#b8322a' },
      { sku: 'HA-WHE', name: 'Wheat', color: '#d9a441' },
    ],
  },
  'longacre-140': {
    name: 'Longacre 140',
    line: 'Made for rows that end at the horizon.',
    highlights: ['140 hp, six cylinders', 'Steers itself along a straight line', 'Cab with filtered air'],
    variants: [
      { sku: 'LO-MOS', name: 'Moss', color: '#4f7a3a' },
      { sku: 'LO-MID', name: 'Midnight', color: '#2c3e6b' },
    ],
  },
  'ridgeback-200': {
    name: 'Ridgeback 200',
    line: 'Keeps its grip where others turn around.',
    highlights: ['200 hp, four-wheel drive', 'Climbs slopes of 40 %', 'Twin rear wheels as an option'],
    variants: [
      { sku: 'RI-COP', name: 'Copper', color: '#c06a3a' },
      { sku: 'RI-SLA', name: 'Slate', color: '#5c6b73' },
    ],
  },
  pippin: {
    name: 'Pippin',
    line: 'Fits through every garden gate.',
    highlights: ['18 hp', '90 cm wide', 'Mows, tows and clears snow'],
    variants: [
      { sku: 'PI-MNT', name: 'Mint', color: '#5eb89a' },
      { sku: 'PI-COR', name: 'Coral', color: '#e87560' },
    ],
  },
  dandelion: {
    name: 'Dandelion',
    line: 'Cheerful, light, and kind to lawns.',
    highlights: ['22 hp', 'Wide, soft tires', 'Starts in the cold'],
    variants: [{ sku: 'DA-SUN', name: 'Sun', color: '#f0bd30' }],
  },
  'wren-e': {
    name: 'Wren E',
    line: 'Electric, and hardly louder than its namesake.',
    highlights: ['Runs for six hours', 'Charges at any socket', 'No oil, no filters'],
    variants: [
      { sku: 'WR-SKY', name: 'Sky', color: '#5497d1' },
      { sku: 'WR-MOS', name: 'Moss', color: '#62874a' },
    ],
  },
};
