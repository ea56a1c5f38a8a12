/**
 * Turns an absolute address of the legacy into the same address of the shop. Other addresses stay.
 *
 * @param from the origin of the legacy
 * @param to the public origin of the shop
 * @example toOwnUrl('http://old.internal:8080/cart', 'http://old.internal:8080', 'https://shop.example') // 'https://shop.example/cart'
 */
export function toOwnUrl(address: string, from: string, to: string): string {
  const host = from.replace(/^https?:/, '');
  const [, start = '', rest = ''] = /^\s*((?:https?:)?\/\/[^/?#]*)(.*)$/is.exec(address) ?? [];
  return start.replace(/^https?:/i, '').toLowerCase() === host ? to + rest : address;
}
