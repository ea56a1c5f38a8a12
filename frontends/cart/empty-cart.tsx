import type { Language } from '@jogakbo/contracts/language';
import { texts } from './texts.ts';

/** An empty cart: a search field and a link to the home page. The page shows popular products below. */
export function EmptyCart(props: { language: Language }) {
  const text = () => texts[props.language];
  return (
    <div class="empty">
      <p>
        {text().empty} <a href="/">{text().browse}</a>
      </p>
      <form class="find" action="/search">
        <input
          type="search"
          name="q"
          required
          maxlength="100"
          aria-label={text().search}
          placeholder={text().search}
        />
        <button type="submit" class="button">
          {text().find}
        </button>
      </form>
    </div>
  );
}
