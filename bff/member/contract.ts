import { sessionPath } from '@jogakbo/contracts/identity';
import { toPath } from '@jogakbo/contracts/path';
import { Address, AddressList, MailList, Member } from '@jogakbo/member-service/contract';
import * as v from 'valibot';

export {
  AddressChange,
  Confirmation,
  Email,
  Leaving,
  LogIn,
  maxAddresses,
  maxName,
  maxPassword,
  minPassword,
  Name,
  Password,
  PasswordChange,
  PasswordReset,
  ProfileChange,
  Refusal,
  ResetRequest,
  SignUp,
} from '@jogakbo/member-service/contract';

/** A member as they see themselves. */
export const MemberView = Member;
export type MemberView = v.InferOutput<typeof MemberView>;

export const AddressView = Address;
export type AddressView = v.InferOutput<typeof AddressView>;
export const AddressesView = AddressList;
export type AddressesView = v.InferOutput<typeof AddressesView>;

/** What a developer's shop mailed so far. */
export const MailsView = MailList;
export type MailsView = v.InferOutput<typeof MailsView>;

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
  /** POST mails the link by which the member's e-mail is confirmed again. */
  myConfirmation: '/me/confirmation',
  /** POST erases the member. */
  leaving: '/me/leaving',
  /** POST confirms an e-mail by what a mailed link carries. */
  confirmations: '/confirmations',
  /** POST mails a link to choose a new password by, PUT sets it and logs in. */
  resets: '/password-resets',
  /** On a developer's machine only. */
  mails: '/dev/mails',
  addresses: '/me/addresses',
  address: (id: string) => toPath`/me/addresses/${id}`,
};
