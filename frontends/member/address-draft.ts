import type { AddressView } from '@jogakbo/member-bff/contract';

export const addressFields = ['recipient', 'phone', 'postcode', 'street', 'detail'] as const;

/** An address as it stands in the form. */
export type AddressDraft = Record<(typeof addressFields)[number], string> & { preferred: boolean };

export const emptyDraft: AddressDraft = {
  ...{ recipient: '', phone: '', postcode: '', street: '', detail: '' },
  preferred: false,
};

export function toDraft({ id: _, phone, ...address }: AddressView): AddressDraft {
  return { ...address, phone: toPhone(phone) };
}

/** Digits with hyphens where people expect them, such as `010-1234-5678` or `02-123-4567`. */
export function toPhone(digits: string): string {
  return digits.replace(/^(02|\d{3})(\d{3,4})(\d{4})$/, '$1-$2-$3');
}
