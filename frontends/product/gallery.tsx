import type { Language } from '@jogakbo/contracts/language';
import type { ProductView } from '@jogakbo/product-bff/contract';
import { For } from 'solid-js';
import { texts } from './texts.ts';
import { toDataLanguage } from './to-data-language.ts';

/** Radio buttons choose the large picture, so the gallery needs no script. */
export function Gallery(props: { language: Language; product: ProductView }) {
  const text = () => texts[props.language];
  return (
    <fieldset class="gallery">
      <legend class="visually-hidden">{text().pictures}</legend>
      <For each={props.product.images}>
        {(image, index) => (
          <>
            <label class="thumbnail">
              <input
                class="visually-hidden"
                type="radio"
                name="gallery-picture"
                aria-label={text().picture(index() + 1)}
                checked={index() === 0}
              />
              <img
                src={image}
                alt=""
                width="64"
                height="64"
                decoding="async"
                // The browser meets this thumbnail first, and it is the same file as the large picture.
                fetchpriority={index() === 0 ? 'high' : 'low'}
              />
            </label>
            <img
              class="picture"
              src={image}
              alt={
                index() === 0
                  ? props.product.title
                  : `${props.product.title} — ${text().picture(index() + 1)}`
              }
              lang={toDataLanguage(props.language)}
              width="480"
              height="480"
              fetchpriority={index() === 0 ? 'high' : undefined}
              loading={index() === 0 ? undefined : 'lazy'}
            />
          </>
        )}
      </For>
    </fieldset>
  );
}
