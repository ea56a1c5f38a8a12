import { Language } from '@jogakbo/contracts/language';
import { toPath } from '@jogakbo/contracts/path';
import { Email, Phone, Postcode, TypedField, TypedOptional, toEmail } from '@jogakbo/contracts/typed-text';
import * as v from 'valibot';

export { Email, Phone } from '@jogakbo/contracts/typed-text';

/** The most addresses a member has. */
export const maxAddresses = 20;

/** Where a member's orders may go. */
export const AddressInput = v.object({
  recipient: TypedField(50),
  phone: Phone,
  postcode: Postcode,
  street: TypedField(200),
  detail: v.optional(TypedOptional(200), ''),
});
export type AddressInput = v.InferOutput<typeof AddressInput>;
export const Address = v.object({ id: v.string(), ...AddressInput.entries, preferred: v.boolean() });
export type Address = v.InferOutput<typeof Address>;
/** The preferred one first, then in the order of adding. */
export const AddressList = v.object({ addresses: v.array(Address) });
export type AddressList = v.InferOutput<typeof AddressList>;

/** With `preferred`, the address becomes the preferred one; the first always is, and one stays it until another becomes it. */
export const AddressChange = v.object({
  ...AddressInput.entries,
  preferred: v.optional(v.boolean(), false),
});
export type AddressChange = v.InferOutput<typeof AddressChange>;

export const maxName = 50;
export const Name = TypedField(maxName);

/** Characters of a password, as Unicode counts them: https://pages.nist.gov/800-63-4/sp800-63b.html */
export const minPassword = 8;
export const maxPassword = 128;
const range = `must have ${minPassword} to ${maxPassword} characters`;
export const Password = v.pipe(
  v.string('must be text'),
  v.normalize('NFC'),
  v.check((text) => {
    const { length } = [...text];
    return length >= minPassword && length <= maxPassword;
  }, range),
);

/** What a member may know of themselves. */
export const Member = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  language: Language,
  /** Whether a link that was mailed to the e-mail was used; absent from a service that knows no such links yet. */
  confirmed: v.optional(v.boolean(), true),
});
export type Member = v.InferOutput<typeof Member>;

/** `consent` is there where the form asked for it, and both boxes were ticked. */
export const SignUp = v.object({
  ...{ name: Name, email: Email, password: Password, language: Language },
  consent: v.optional(v.object({ terms: v.literal(true), privacy: v.literal(true) })),
});
export type SignUp = v.InferOutput<typeof SignUp>;

/** Whatever is no account or no password of ours is refused as wrong, not as malformed. */
const Given = (limit: number) => v.pipe(v.string('must be text'), v.normalize('NFC'), v.maxLength(limit));
export const LogIn = v.object({
  email: v.pipe(Given(320), v.transform(toEmail), v.minLength(1, 'is missing')),
  password: v.pipe(Given(1_000), v.minLength(1, 'is missing')),
});
export type LogIn = v.InferOutput<typeof LogIn>;

export const ProfileChange = v.object({ name: Name, language: Language });
export type ProfileChange = v.InferOutput<typeof ProfileChange>;

export const PasswordChange = v.object({ current: LogIn.entries.password, password: Password });
export type PasswordChange = v.InferOutput<typeof PasswordChange>;

/** What a link in a mail carries. */
const Token = v.pipe(v.string('must be text'), v.maxLength(100, 'must have at most 100 characters'));
export const Confirmation = v.object({ token: Token });
export type Confirmation = v.InferOutput<typeof Confirmation>;
/** Asks for a link to reset a password; `language` is that of a mail to someone unknown. */
export const ResetRequest = v.object({ email: Email, language: Language });
export type ResetRequest = v.InferOutput<typeof ResetRequest>;
export const PasswordReset = v.object({ token: Token, password: Password });
export type PasswordReset = v.InferOutput<typeof PasswordReset>;
/** Leaving takes the password again. */
export const Leaving = v.object({ password: LogIn.entries.password });
export type Leaving = v.InferOutput<typeof Leaving>;

/** A mail as a provider is given it. */
export const Mail = v.object({ to: v.string(), subject: v.string(), text: v.string() });
export type Mail = v.InferOutput<typeof Mail>;
/** What the local provider keeps, the latest first; where mails are sent for real there is no such list. */
export const MailList = v.object({
  mails: v.array(v.object({ id: v.string(), createdAt: v.number(), ...Mail.entries })),
});
export type MailList = v.InferOutput<typeof MailList>;

/** Who logged in, and the id of the session to keep: a secret. */
export const Opened = v.object({ member: Member, session: v.string() });
export type Opened = v.InferOutput<typeof Opened>;

/** What others may see of a member's name: `김*수`, `J***n`. */
export const DisplayName = v.object({ name: v.string() });
export type DisplayName = v.InferOutput<typeof DisplayName>;

/** Why nobody was let in or nothing was changed: a problem's `reason`. */
export const Refusal = v.picklist([
  'wrong-credentials',
  'too-many-attempts',
  /** From services of before: signing up no longer tells whether an e-mail has a member. */
  'email-taken',
  'common-password',
  'own-name',
  'wrong-password',
  'too-many-addresses',
  'invalid-token',
  'confirmed-elsewhere',
]);
export type Refusal = v.InferOutput<typeof Refusal>;

/**
 * Requests carry an identity token; all of it is the member's own. What is someone else's is 404. Signing up, logging in, asking
 * whose a session is, and what a mailed link does take none. Changes may take an `idempotency-key`: the same change with the same
 * key is carried out once in 24 hours.
 */
export const paths = {
  me: '/me',
  addresses: '/me/addresses',
  address: (id: string) => toPath`/me/addresses/${id}`,
  members: '/members',
  /** GET the {@link DisplayName} of a member: for the review service, by its own token, which opens nothing else here. */
  displayName: (member: string) => toPath`/members/${member}/display-name`,
  sessions: '/sessions',
  session: '/session',
  /** Whose session it is, without counting as a use of it. */
  watchedSession: '/session?use=watch',
  password: '/me/password',
  /** POST logs out everywhere else, DELETE everywhere. */
  mySessions: '/me/sessions',
  /** POST mails the link again. */
  myConfirmation: '/me/confirmation',
  leaving: '/me/leaving',
  confirmations: '/confirmations',
  /** POST mails a link, whoever asks; PUT sets the password by it. */
  resets: '/password-resets',
  mails: '/dev/mails',
};
