import { Language } from '@jogakbo/contracts/language';
import * as v from 'valibot';

const Text = (limit: number) =>
  v.pipe(
    v.string('must be text'),
    v.trim(),
    v.minLength(1, 'is missing'),
    v.maxLength(limit, `must have at most ${limit} characters`),
  );

/** As people write it in Korea, with or without hyphens; kept as digits. */
export const Phone = v.pipe(
  v.string('must be text'),
  v.transform((text) => text.replace(/[\s-]/g, '')),
  v.regex(/^0\d{8,10}$/, 'must be a phone number'),
);

/** Where a member's orders may go. */
export const AddressInput = v.object({
  recipient: Text(50),
  phone: Phone,
  postcode: v.pipe(v.string('must be text'), v.regex(/^\d{5}$/, 'must be five digits')),
  street: Text(200),
  detail: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
});
export const Address = v.object({ id: v.string(), ...AddressInput.entries, preferred: v.boolean() });
export type Address = v.InferOutput<typeof Address>;
export const AddressList = v.object({ addresses: v.array(Address) });

/** What a member may know of themselves. */
export const Member = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  language: Language,
});
export type Member = v.InferOutput<typeof Member>;

/** Requests carry a token; all of it is the member's own. What is someone else's is 404. */
export const paths = {
  me: '/me',
  addresses: '/me/addresses',
  address: (id: string) => `/me/addresses/${encodeURIComponent(id)}`,
};
