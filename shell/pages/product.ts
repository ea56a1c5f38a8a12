import { definePage } from '@jogakbo/compose';
import { plainBuyBox, sentence } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

const noCart = sentence('지금은 장바구니에 담을 수 없어요.', 'Adding to the cart is not possible right now.');

export const product = definePage({
  query: ['item', 'reviews-sort', 'reviews-rating', 'reviews-page', 'review'],
  choice: 'item',
  // The title knows the first item, the category and the badges.
  hints: { from: 'title', for: ['cart', 'category', 'inventory', 'pricing', 'transport'] },
  layout: toLayout(`
<slot name="breadcrumb"></slot>
<div class="product">
  <slot name="gallery"></slot>
  <div class="about">
    <slot name="title"></slot>
    <slot name="stars"></slot>
    <slot name="price"></slot>
    <slot name="stock"></slot>
    <slot name="arrival"></slot>
    <slot name="options"></slot>
    <div class="purchase"><slot name="buy"></slot><slot name="buy-now"></slot></div>
  </div>
</div>
<slot name="attributes"></slot>
<slot name="reviews"></slot>
<slot name="review-form"></slot>`),
  head: { fragment: 'product/head', primary: true },
  slots: {
    ...frameSlots,
    // The buy box needs a key of the page.
    cart: { ...frameSlots.cart, params: { key: 'page' } },
    breadcrumb: { fragment: 'category/breadcrumb', params: { category: '' } },
    gallery: { fragment: 'product/gallery' },
    title: { fragment: 'product/title', primary: true, id: 'content' },
    stars: { fragment: 'review/stars' },
    price: {
      fragment: 'pricing/price',
      fallback: sentence('지금은 가격을 보여 드릴 수 없어요.', 'The price cannot be shown right now.'),
    },
    stock: { fragment: 'inventory/stock' },
    arrival: { fragment: 'transport/arrival' },
    options: { fragment: 'product/options' },
    buy: {
      fragment: 'cart/add-to-cart',
      // The button that buys at once is in a fragment of another slice, and needs this form.
      fallback: (view) => noCart(view) + plainBuyBox(view),
    },
    'buy-now': { fragment: 'order/buy-now' },
    attributes: { fragment: 'product/attributes' },
    reviews: {
      fragment: 'review/list',
      id: 'reviews',
      fallback: sentence('지금은 상품평을 보여 드릴 수 없어요.', 'Reviews cannot be shown right now.'),
    },
    'review-form': {
      fragment: 'review/form',
      personal: true,
      // Few members write a review, so the page asks about theirs only if they open the form.
      personalWith: 'review',
      id: 'review-form',
      fallback: sentence(
        '지금은 상품평을 쓰실 수 있는지 확인할 수 없어요. 잠시 뒤에 다시 열어 주세요.',
        'We cannot tell right now whether you can review this product. Please try again in a moment.',
      ),
    },
  },
});
