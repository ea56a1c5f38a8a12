import type { AddressInput } from '@jogakbo/member-service/contract';

const fields = ['recipient', 'phone', 'postcode', 'street', 'detail'] as const;

export function isSameAddress(one: AddressInput, other: AddressInput): boolean {
  return fields.every((field) => one[field] === other[field]);
}
