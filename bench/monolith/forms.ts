import * as v from 'valibot';

const text = (least: number, most: number) =>
  v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.minLength(least), v.maxLength(most));

export const Id = v.pipe(v.string(), v.regex(/^\d{1,18}$/));
export const Quantity = v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number));
export const Email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254));
const Password = v.pipe(v.string(), v.minLength(10), v.maxLength(200));

export const LogInForm = v.object({ email: Email, password: Password });
export const SignUpForm = v.object({ name: text(1, 50), email: Email, password: Password });
export const CartForm = v.object({ productId: Id, itemId: Id, quantity: v.optional(Quantity, '1') });
export const ReviewForm = v.object({
  rating: v.pipe(v.string(), v.regex(/^[1-5]$/), v.transform(Number)),
  title: text(1, 100),
  body: text(10, 2_000),
});
export const PlaceForm = v.object({
  ...{ recipient: text(1, 50), street: text(1, 200), detail: v.optional(text(0, 100), '') },
  phone: v.pipe(v.string(), v.regex(/^[\d -]{9,20}$/)),
  postcode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
  key: v.pipe(v.string(), v.uuid()),
  total: v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number)),
  token: text(1, 100),
  item: v.optional(Id),
  quantity: v.optional(Quantity),
});
