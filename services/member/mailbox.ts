import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Language } from '@jogakbo/contracts/language';
import type { Attempts } from './attempts.ts';
import type { Member } from './contract.ts';
import type { MailStore } from './mail-store.ts';
import { mailTexts } from './mail-texts.ts';
import type { Account, MemberStore } from './member-store.ts';
import type { TokenStore } from './token-store.ts';

type Ports = {
  members: MemberStore;
  tokens: TokenStore;
  mails: MailStore;
  attempts: Attempts;
  origin: string;
};

/**
 * Writes mails to an e-mail address. Each call gives statements for the transaction of the change that the mail is about. There are
 * none if the address has reached its limit of mails in an hour.
 */
export function createMailbox({ members, tokens, mails, attempts, origin }: Ports) {
  return {
    /** Welcomes a new member. @param owner the member who has confirmed this e-mail; then the mail has no link to confirm it */
    async welcome(member: Member, owner: Account | undefined): Promise<D1PreparedStatement[]> {
      const account = await members.toAccount(member.email);
      if (!(await attempts.takeMail(account)).ok) return [];
      const text = mailTexts[(owner ?? member).language];
      if (owner)
        return write(account, member.email, text.owned(`${origin}/login`, `${origin}/password/forgot`));
      const { token, statements } = await tokens.issue('confirm', member.id);
      const link = `${origin}/confirm?token=${token}`;
      return [...statements, ...(await write(account, member.email, text.confirm(link)))];
    },

    /** Mails a link to reset a password. @param language the language of the mail if no member has this e-mail */
    async reset(to: string, language: Language): Promise<D1PreparedStatement[]> {
      const account = await members.toAccount(to);
      if (!(await attempts.takeMail(account)).ok) return [];
      const [first] = await members.findAccounts(account);
      if (!first) return write(account, to, mailTexts[language].unknown(`${origin}/signup`));
      const { token, statements } = await tokens.issue('reset', first.id);
      const link = `${origin}/password/reset?token=${token}`;
      const text = mailTexts[first.language].reset(link);
      return [...statements, ...(await write(account, to, text))];
    },

    /** Says goodbye to a member who leaves, if the member has confirmed the e-mail. */
    async farewell({ email, language, confirmed }: Member, account: string): Promise<D1PreparedStatement[]> {
      return confirmed ? write(account, email, mailTexts[language].left()) : [];
    },
  };

  async function write(account: string, to: string, text: { subject: string; text: string }) {
    return [await mails.toStatement({ to, ...text }, account)];
  }
}
