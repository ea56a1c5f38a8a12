import { toPhoneText } from '@jogakbo/contracts/text-rules';
import type { AddressView } from '@jogakbo/member-bff/contract';

export const addressFields = ['recipient', 'phone', 'postcode', 'street', 'detail'] as const;

/** An address as the fields of its form. */
export type AddressDraft = Record<(typeof addressFields)[number], string> & { preferred: boolean };

export const emptyDraft: AddressDraft = {
  recipient: '',
  phone: '',
  postcode: '',
  street: '',
  detail: '',
  preferred: false,
};

export function toDraft({ id: _, phone, ...address }: AddressView): AddressDraft {
  return { ...address, phone: toPhoneText(phone) };
}
