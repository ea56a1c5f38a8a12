import type { Picture } from '@jogakbo/product-service/contract';

/** A product's picture as an SVG image of 480 × 480. */
export function drawPicture(picture: Picture): string {
  const { hue, accent } = picture;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480"><rect width="480" height="480" fill="hsl(${hue} 40% 94%)"/><rect x="120" y="120" width="240" height="240" rx="24" fill="hsl(${hue} 55% 60%)"/><circle cx="240" cy="240" r="60" fill="hsl(${accent} 70% 55%)"/></svg>`;
}
