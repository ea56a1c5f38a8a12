import type { Language } from '@jogakbo/contracts/language';
import type { ProductView } from '@jogakbo/product-bff/contract';
import { For } from 'solid-js';
import { texts } from './texts.ts';
import { toDataLanguage } from './to-data-language.ts';

export function Attributes(props: { language: Language; product: ProductView }) {
  const text = () => texts[props.language];
  return (
    <section class="attributes" aria-labelledby="attributes-heading">
      <h2 id="attributes-heading">{text().attributes}</h2>
      <dl>
        <For each={props.product.attributes}>
          {({ name, value }) => (
            <div lang={toDataLanguage(props.language)}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          )}
        </For>
        <div>
          <dt>{text().number}</dt>
          <dd>
            {props.product.id} - {props.product.item}
          </dd>
        </div>
      </dl>
    </section>
  );
}
