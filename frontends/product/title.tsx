import type { Language } from '@jogakbo/contracts/language';
import type { ProductView } from '@jogakbo/product-bff/contract';
import { toDataLanguage } from './to-data-language.ts';

export function Title(props: { language: Language; product: ProductView }) {
  return (
    <div class="title" lang={toDataLanguage(props.language)}>
      <p>
        <a class="brand" href={`/search?q=${encodeURIComponent(props.product.brand)}`}>
          {props.product.brand}
        </a>
      </p>
      <h1>{props.product.title}</h1>
    </div>
  );
}
