import { For } from 'solid-js';
import type { Product, Variant } from './tractors.ts';

/** The detail page of a tractor: picture, highlights, and a link for each variant. */
export function ProductView(props: { id: string; product: Product; chosen: Variant }) {
  return (
    <div class="product">
      <img
        src={`/pictures/${props.chosen.sku}.svg`}
        alt={`${props.product.name} in ${props.chosen.name}`}
        width="480"
        height="320"
      />
      <div>
        <h1>
          {props.product.name} <small>{props.chosen.name}</small>
        </h1>
        <p>{props.product.line}</p>
        <ul class="highlights">
          <For each={props.product.highlights}>{(highlight) => <li>{highlight}</li>}</For>
        </ul>
        <nav aria-label="Colors">
          <ul class="variants">
            <For each={props.product.variants}>
              {({ sku, name, color }) => (
                <li>
                  <a
                    href={`/products/${props.id}?sku=${sku}`}
                    aria-current={sku === props.chosen.sku ? 'true' : undefined}
                  >
                    <svg width="20" height="20" aria-hidden="true">
                      <circle cx="10" cy="10" r="9" fill={color} />
                    </svg>
                    {name}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </nav>
      </div>
    </div>
  );
}
