import { Language } from '@jogakbo/contracts/language';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { toEmail } from '@jogakbo/contracts/text-rules';
import { Email, Phone, Postcode, TypedField, TypedOptional } from '@jogakbo/contracts/typed-text';
import * as v from 'valibot';
import { GrantList } from './api-forms.ts';

export { Email, Phone } from '@jogakbo/contracts/typed-text';
export {
  ApiClientInput,
  ApiClientList,
  AuthorizationAnswer,
  AuthorizationQuery,
  AuthorizationReply,
  CreatedClient,
  CreatedWebhook,
  GrantList,
  ListedClient,
  Revocation,
  TokenAnswer,
  TokenRefusal,
  TokenRequest,
  WebhookInput,
} from './api-forms.ts';

/** The most addresses of a member. */
export const maxAddresses = 20;

/** An address as a member types it. */
export const AddressInput = v.object({
  recipient: TypedField(50),
  phone: Phone,
  postcode: Postcode,
  street: TypedField(200),
  detail: v.optional(TypedOptional(200), ''),
});
export type AddressInput = v.InferOutput<typeof AddressInput>;
/** A stored address. */
export const Address = v.object({ id: v.string(), ...AddressInput.entries, preferred: v.boolean() });
export type Address = v.InferOutput<typeof Address>;
/** A member's addresses: the preferred one first, then in the order of adding. */
export const AddressList = v.object({ addresses: v.array(Address) });
export type AddressList = v.InferOutput<typeof AddressList>;

/**
 * A new or changed address. With `preferred` it becomes the preferred address. The first address is always preferred, and a preferred
 * one stays so until another becomes preferred.
 */
export const AddressChange = v.object({
  ...AddressInput.entries,
  preferred: v.optional(v.boolean(), false),
});
export type AddressChange = v.InferOutput<typeof AddressChange>;

/** The most characters of a name. */
export const maxName = 50;
/** The name of a member. */
export const Name = TypedField(maxName);

/** The fewest Unicode characters of a password: https://pages.nist.gov/800-63-4/sp800-63b.html */
export const minPassword = 8;
/** The most Unicode characters of a password. */
export const maxPassword = 128;
const range = `must have ${minPassword} to ${maxPassword} characters`;
/** A new password. */
export const Password = v.pipe(
  v.string('must be text'),
  v.normalize('NFC'),
  v.check((text) => {
    const { length } = [...text];
    return length >= minPassword && length <= maxPassword;
  }, range),
);

/** A member's data, for the member only. */
export const Member = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  language: Language,
  /** Whether the member has used a link that was mailed to this e-mail. An older service leaves it out. */
  confirmed: v.optional(v.boolean(), true),
});
export type Member = v.InferOutput<typeof Member>;

/**
 * A member with the addresses, in the order of {@link AddressList}, and the programs that may act for the member. Addresses that cannot be
 * decrypted are left out. An older service leaves the programs out.
 */
export const MemberWithAddresses = v.object({
  ...Member.entries,
  addresses: v.optional(AddressList.entries.addresses),
  grants: v.optional(GrantList.entries.grants),
});
export type MemberWithAddresses = v.InferOutput<typeof MemberWithAddresses>;

/** Whether the addresses and the programs of the member are read, too. */
export const MeQuery = v.object({ with: v.fallback(v.optional(v.literal('addresses')), undefined) });

/** Signs up. `consent` is left out if the form does not ask for it. */
export const SignUp = v.object({
  ...{ name: Name, email: Email, password: Password, language: Language },
  consent: v.optional(v.object({ terms: v.literal(true), privacy: v.literal(true) })),
});
export type SignUp = v.InferOutput<typeof SignUp>;

/** Any text: an impossible e-mail or password is answered as wrong, not as malformed. */
const Given = (limit: number) => v.pipe(v.string('must be text'), v.normalize('NFC'), v.maxLength(limit));
/** Logs in. */
export const LogIn = v.object({
  email: v.pipe(Given(320), v.transform(toEmail), v.minLength(1, 'is missing')),
  password: v.pipe(Given(1_000), v.minLength(1, 'is missing')),
});
export type LogIn = v.InferOutput<typeof LogIn>;

/** Changes name and language. */
export const ProfileChange = v.object({ name: Name, language: Language });
export type ProfileChange = v.InferOutput<typeof ProfileChange>;

/** Changes the password. `current` is the old one. */
export const PasswordChange = v.object({ current: LogIn.entries.password, password: Password });
export type PasswordChange = v.InferOutput<typeof PasswordChange>;

/** The token of a link in a mail. */
const Token = v.pipe(v.string('must be text'), v.maxLength(100, 'must have at most 100 characters'));
/** Confirms an e-mail. */
export const Confirmation = v.object({ token: Token });
export type Confirmation = v.InferOutput<typeof Confirmation>;
/** Asks for a link to reset a password. `language` is the language of the mail if no member has this e-mail. */
export const ResetRequest = v.object({ email: Email, language: Language });
export type ResetRequest = v.InferOutput<typeof ResetRequest>;
/** Sets a new password with the token of a link. */
export const PasswordReset = v.object({ token: Token, password: Password });
export type PasswordReset = v.InferOutput<typeof PasswordReset>;
/** Erases the member. It needs the password. */
export const Leaving = v.object({ password: LogIn.entries.password });
export type Leaving = v.InferOutput<typeof Leaving>;

/** A mail as the provider gets it. */
export const Mail = v.object({ to: v.string(), subject: v.string(), text: v.string() });
export type Mail = v.InferOutput<typeof Mail>;
/** The mails of the local provider, the latest first. `createdAt` is epoch milliseconds. */
export const MailList = v.object({
  mails: v.array(v.object({ id: v.string(), createdAt: v.number(), ...Mail.entries })),
});
export type MailList = v.InferOutput<typeof MailList>;

/** The member who logged in, and the id of the new session, which is a secret. */
export const Opened = v.object({ member: Member, session: v.string() });
export type Opened = v.InferOutput<typeof Opened>;

/** The part of a member's name that others may see: `김*수`, `J***n`. */
export const DisplayName = v.object({ name: v.string() });
export type DisplayName = v.InferOutput<typeof DisplayName>;

/** Why a request was refused, as a problem's `reason`. */
export const Refusal = v.picklist([
  'wrong-credentials',
  'too-many-attempts',
  /** Only from older services. Signing up does not reveal any more whether an e-mail has a member. */
  'email-taken',
  'common-password',
  'own-name',
  'wrong-password',
  'too-many-addresses',
  'invalid-token',
  'confirmed-elsewhere',
]);
export type Refusal = v.InferOutput<typeof Refusal>;

/** A member as it moves between the shop and the program that it replaces. Both use the same ids. */
export const MovedMember = v.object({
  email: v.pipe(v.string(), v.minLength(3), v.maxLength(254)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(maxName)),
  /** The hash of the password, as a PHC string of scrypt. A password itself never moves. */
  password: v.pipe(
    v.string(),
    v.regex(
      /^\$scrypt\$ln=(?:\d|1[0-7]),r=8,p=\d\$[A-Za-z0-9+/]{22,88}\$[A-Za-z0-9+/]{22,88}$/,
      'must be a PHC string of scrypt, with ln up to 17 and r=8',
    ),
  ),
  /** Epoch milliseconds. */
  createdAt: v.number(),
});
export type MovedMember = v.InferOutput<typeof MovedMember>;

/**
 * Paths of the service. Requests need a member's token and concern only this member; another member's data is 404. Signing up, logging
 * in, reading a session and the links of mails need no token. Changes may have an `idempotency-key`: the same change with the same key
 * takes effect once in 24 hours.
 */
export const paths = {
  /** GET: the {@link Member}. PUT a {@link ProfileChange}. */
  me: '/me',
  /** GET: the {@link MemberWithAddresses}, with one read of the store. */
  meWithAddresses: '/me?with=addresses',
  /** GET: an {@link AddressList}. POST an {@link AddressChange}: gives the {@link Address}. */
  addresses: '/me/addresses',
  /** GET: an {@link Address}. PUT an {@link AddressChange}. DELETE. */
  address: (id: string) => toPath`/me/addresses/${id}`,
  /** POST a {@link SignUp}: gives {@link Opened}. */
  members: '/members',
  /** GET: the {@link DisplayName} of a member. Only for the review service, with its own token. */
  displayName: (member: string) => toPath`/members/${member}/display-name`,
  /** POST a {@link LogIn}: gives {@link Opened}. */
  sessions: '/sessions',
  /** GET: the id of the member whose session is in the header; 404 for no session. DELETE: ends the session. */
  session: '/session',
  /** GET: the same, and the member's name, unless it is late. */
  namedSession: '/session?with=name',
  /** GET: the same as `session`, but the session is not prolonged. */
  watchedSession: '/session?use=watch',
  /** PUT a {@link PasswordChange}: ends all sessions and gives the id of a new one. */
  password: '/me/password',
  /** POST: ends all sessions and gives the id of a new one. DELETE: ends all sessions. */
  mySessions: '/me/sessions',
  /** POST: mails the link to confirm the e-mail again. */
  myConfirmation: '/me/confirmation',
  /** POST {@link Leaving}: erases the member. */
  leaving: '/me/leaving',
  /** POST a {@link Confirmation}. */
  confirmations: '/confirmations',
  /** POST a {@link ResetRequest}: mails a link. PUT a {@link PasswordReset}: gives {@link Opened}. */
  resets: '/password-resets',
  /** For operators. GET: an {@link ApiClientList}. POST an {@link ApiClientInput}: gives the {@link CreatedClient}. */
  apiClients: '/api-clients',
  /** DELETE, for operators: revokes the key for ever, and gives the {@link ListedClient}. */
  apiClient: (id: string) => toPath`/api-clients/${id}`,
  /** For operators. PUT a {@link WebhookInput}: gives the {@link CreatedWebhook}. DELETE. */
  apiClientWebhook: (id: string) => toPath`/api-clients/${id}/webhook`,
  /** GET with {@link AuthorizationQuery}: an `AuthorizationView` of contracts. 422 `unknown-client` or `unknown-redirect`. */
  authorization: (query: Record<string, string | undefined>) => withQuery('/authorization', query),
  /** GET: the {@link GrantList} of the member. POST an {@link AuthorizationAnswer}: gives an {@link AuthorizationReply}. */
  grants: '/me/grants',
  /** DELETE: ends all grants of the member to a client. */
  grant: (client: string) => toPath`/me/grants/${client}`,
  /** POST a {@link TokenRequest}: gives a {@link TokenAnswer}. The reason of a problem is a {@link TokenRefusal}. */
  tokens: '/tokens',
  /** POST a {@link Revocation}. An unknown token is no error. */
  revocations: '/revocations',
  /** GET: a {@link MailList}; 404 if mails are really sent. */
  mails: '/dev/mails',
};
