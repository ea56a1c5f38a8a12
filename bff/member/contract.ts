import { revocationPath, tokenPath } from '@jogakbo/contracts/api';
import { sessionPath } from '@jogakbo/contracts/identity';
import { toPath } from '@jogakbo/contracts/path';
import {
  Address,
  AddressList,
  MailList,
  Member,
  paths as memberPaths,
} from '@jogakbo/member-service/contract';
import * as v from 'valibot';

export {
  AddressChange,
  AuthorizationAnswer,
  AuthorizationQuery,
  AuthorizationReply,
  Confirmation,
  Email,
  GrantList,
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

/** A member's data, for that member only. */
export const MemberView = Member;
export type MemberView = v.InferOutput<typeof MemberView>;

export const AddressView = Address;
export type AddressView = v.InferOutput<typeof AddressView>;
export const AddressesView = AddressList;
export type AddressesView = v.InferOutput<typeof AddressesView>;

/** The mails that a developer's shop has sent so far. */
export const MailsView = MailList;
export type MailsView = v.InferOutput<typeof MailsView>;

/** An empty answer: the request is done. */
export const Done = v.object({});

/**
 * An answer that opens or ends a session says so in the header `x-jogakbo-session`, which becomes a cookie. No answer has the id of a
 * session in its body.
 */
export const paths = {
  session: sessionPath,
  sessions: '/sessions',
  members: '/members',
  me: '/me',
  password: '/me/password',
  /** POST logs out on all other devices, DELETE on all devices. */
  mySessions: '/me/sessions',
  /** POST mails a new link that confirms the member's e-mail address. */
  myConfirmation: '/me/confirmation',
  /** POST closes the account and erases the member. */
  leaving: '/me/leaving',
  /** POST confirms an e-mail address by the token of a mailed link. */
  confirmations: '/confirmations',
  /** POST mails a link for a new password. PUT sets the password and logs in. */
  resets: '/password-resets',
  /** On a developer's machine only. */
  mails: '/dev/mails',
  addresses: '/me/addresses',
  address: (id: string) => toPath`/me/addresses/${id}`,
  authorization: memberPaths.authorization,
  /** GET lists the programs that may act for the member. POST answers the request of one. */
  grants: memberPaths.grants,
  /** DELETE ends what a program may do. */
  grant: memberPaths.grant,
  /** POST by programs: forms and answers as in RFC 6749 and RFC 7009. */
  tokens: tokenPath,
  revocations: revocationPath,
};
