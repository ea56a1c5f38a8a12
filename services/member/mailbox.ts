import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Language } from '@jogakbo/contracts/language';
import type { Attempts } from './attempts.ts';
import type { Member } from './contract.ts';
import type { MailStore } from './mail-store.ts';
import { mailTexts } from './mail-texts.ts';
import type { Account, MemberStore } from './member-store.ts';
import type { TokenStore } from './token-store.ts';

export type Mailbox = ReturnType<typeof createMailbox>;
type Ports = {
  members: MemberStore;
  tokens: TokenStore;
  mails: MailStore;
  attempts: Attempts;
  origin: string;
};

/**
 * The mails that are written to an address. Each is given as statements, for the batch of the change that it is about; where a
 * mailbox had its share of the hour already, there are none.
 */
export function createMailbox({ members, tokens, mails, attempts, origin }: Ports) {
  return {
    /** @param owner the member who has confirmed that address, if there is one: then the mail has no link to confirm by */
    async welcome(member: Member, owner: Account | undefined): Promise<D1PreparedStatement[]> {
      const account = await members.toAccount(member.email);
      if (!(await attempts.takeMail(account)).ok) return [];
      const known = owner && (await members.read(owner.id));
      const text = mailTexts[(known ?? member).language];
      if (owner)
        return write(account, member.email, text.owned(`${origin}/login`, `${origin}/password/forgot`));
      const { token, statements } = await tokens.issue('confirm', member.id);
      const link = `${origin}/confirm?token=${token}`;
      return [...statements, ...(await write(account, member.email, text.confirm(link)))];
    },

    /** @param to the address that was typed; the language is the page's where no member has it */
    async reset(to: string, language: Language): Promise<D1PreparedStatement[]> {
      const account = await members.toAccount(to);
      if (!(await attempts.takeMail(account)).ok) return [];
      const [first] = await members.findAccounts(account);
      if (!first) return write(account, to, mailTexts[language].unknown(`${origin}/signup`));
      const member = await members.read(first.id);
      const { token, statements } = await tokens.issue('reset', first.id);
      const link = `${origin}/password/reset?token=${token}`;
      const text = mailTexts[member?.language ?? language].reset(link);
      return [...statements, ...(await write(account, to, text))];
    },

    /** Says goodbye, to an address that the member has confirmed. */
    async farewell({ email, language, confirmed }: Member, account: string): Promise<D1PreparedStatement[]> {
      return confirmed ? write(account, email, mailTexts[language].left()) : [];
    },
  };

  async function write(account: string, to: string, text: { subject: string; text: string }) {
    return [await mails.toStatement({ to, ...text }, account)];
  }
}
