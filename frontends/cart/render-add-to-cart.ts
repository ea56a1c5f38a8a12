import { maxQuantity } from '@jogakbo/cart-bff/contract';
import { renderIsland } from '@jogakbo/ui/render';
import { AddToCart, type AddToCartProps } from './add-to-cart.tsx';

/** The fragment `add-to-cart`. */
export function renderAddToCart(props: Omit<AddToCartProps, 'maxQuantity'>): string {
  return renderIsland('add-to-cart', AddToCart, { ...props, maxQuantity });
}
