import { sessionPath } from '@jogakbo/contracts/identity';
import { Address, AddressList, Member } from '@jogakbo/member-service/contract';
import * as v from 'valibot';

export {
  AddressChange,
  Email,
  LogIn,
  maxAddresses,
  maxName,
  maxPassword,
  minPassword,
  Name,
  Password,
  PasswordChange,
  ProfileChange,
  Refusal,
  SignUp,
} from '@jogakbo/member-service/contract';

/** A member as they see themselves. */
export const MemberView = Member;
export type MemberView = v.InferOutput<typeof MemberView>;

export const AddressView = Address;
export type AddressView = v.InferOutput<typeof AddressView>;
export const AddressesView = AddressList;
export type AddressesView = v.InferOutput<typeof AddressesView>;

/** There is nothing to tell but that it is done. */
export const Done = v.object({});

/**
 * What opens or ends a session says so in the header `x-jogakbo-session`, which becomes a cookie: no answer has the session's id in
 * its body.
 */
export const paths = {
  session: sessionPath,
  sessions: '/sessions',
  members: '/members',
  me: '/me',
  password: '/me/password',
  /** POST logs out everywhere else, DELETE everywhere. */
  mySessions: '/me/sessions',
  addresses: '/me/addresses',
  address: (id: string) => `/me/addresses/${encodeURIComponent(id)}`,
};
