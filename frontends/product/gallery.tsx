import type { ProductView } from '@jogakbo/product-bff/contract';

export function Gallery(props: { product: ProductView }) {
  return (
    <img class="picture" src={props.product.image} alt={props.product.title} width="480" height="480" fetchpriority="high" />
  );
}
