import type { DurableObjectNamespace } from '@cloudflare/workers-types';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import type { RedisSettings } from '@jogakbo/edge/redis';
import type { MoveSettings } from '@jogakbo/edge/require-open-moves';
import type { LimitSettings } from './attempts.ts';
import type { HasherSettings, PasswordHasher } from './password-hasher.ts';
import type { MailSettings } from './send-mails.ts';

export type MemberService = {
  name: 'member-service';
  bindings: RedisSettings &
    LimitSettings &
    HasherSettings &
    MailSettings &
    OperatorSettings &
    MoveSettings & {
      PASSWORD_HASHER: DurableObjectNamespace<PasswordHasher>;
      /** The service's own queue of webhooks that are to be sent. */
      WEBHOOKS: { sendBatch(messages: { body: unknown; contentType: 'json' }[]): Promise<unknown> };
      /** See `keys.ts`. */
      MEMBER_KEYS: string;
      /** scrypt's N as a power of 2, lower for tests. */
      PASSWORD_COST?: string;
      /** The address of the shop in the links of mails, such as `https://jogakbo.example`. */
      ORIGIN: string;
    };
};
