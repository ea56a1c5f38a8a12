/** The silhouettes a product picture can be drawn with. */
export const shapes = [
  'bag',
  'ball',
  'bear',
  'bedding',
  'block',
  'book',
  'bottle',
  'box',
  'can',
  'cup',
  'dress',
  'drive',
  'fruit',
  'lamp',
  'pan',
  'pencil',
  'phone',
  'plant',
  'puzzle',
  'shirt',
  'shoe',
  'trousers',
] as const;

export type Shape = (typeof shapes)[number];
