/** The silhouettes a product picture can be drawn with. */
export const shapes = [
  'block',
  'bottle',
  'shirt',
  'shoe',
  'book',
  'pan',
  'phone',
  'cup',
  'box',
  'lamp',
  'ball',
  'bag',
  'plant',
  'can',
] as const;

export type Shape = (typeof shapes)[number];
