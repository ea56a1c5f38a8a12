import type { ProductView } from '@jogakbo/product-bff/contract';

export function Title(props: { product: ProductView }) {
  return (
    <div class="title">
      <p class="brand">{props.product.brand}</p>
      <h1>{props.product.title}</h1>
    </div>
  );
}
