import { logFault } from '@jogakbo/edge/log';
import type { Mail } from './contract.ts';
import type { MailStore } from './mail-store.ts';

export type MailSettings = {
  /** The URL to post mails to as JSON; see README. */
  MAIL_URL?: string;
  MAIL_TOKEN?: string;
  /** The sender, such as `조각보 <no-reply@jogakbo.example>`. */
  MAIL_FROM?: string;
  /** `local` sends nothing: mails stay in the store, for a developer to read at `/_dev/mail`. */
  PROVIDER?: string;
};

/** The most mails of one run. */
const mostAtOnce = 20;
/** Milliseconds to wait for the provider's answer to one mail. */
const providerTimeoutMs = 10_000;

/** Whether mails are kept instead of sent. */
export function isLocal({ MAIL_URL, PROVIDER }: MailSettings): boolean {
  return !MAIL_URL && PROVIDER === 'local';
}

/**
 * Sends mails that are due. A mail that the provider does not take is tried again a minute later, for a day. A mail may be sent twice,
 * with the same `idempotency-key`.
 */
export async function sendMails(
  store: MailStore,
  settings: MailSettings,
  fetcher: (request: Request) => Promise<Response> = fetch,
): Promise<void> {
  for (const { id, createdAt: _, ...mail } of await store.take(mostAtOnce)) {
    try {
      if (isLocal(settings)) await store.keepSent(id);
      else {
        await post(id, mail);
        await store.remove(id);
      }
    } catch (error) {
      logFault('member-service', undefined, error);
    }
  }

  async function post(id: string, { to, subject, text }: Mail): Promise<void> {
    const { MAIL_URL, MAIL_TOKEN = '', MAIL_FROM: from } = settings;
    if (!MAIL_URL || !from) throw new Error('MAIL_URL or MAIL_FROM is not set, so a mail cannot be sent.');
    const { ok, status } = await fetcher(
      new Request(MAIL_URL, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${MAIL_TOKEN}`,
          'idempotency-key': id,
        },
        body: JSON.stringify({ from, to, subject, text }),
        signal: AbortSignal.timeout(providerTimeoutMs),
      }),
    );
    // The error has only the status: the answer may quote the mail, and the link in the mail logs in.
    if (!ok) throw new Error(`The mail provider answered ${status}.`);
  }
}
