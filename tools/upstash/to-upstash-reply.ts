import { isReplyError, type Reply } from './engine.ts';

export type UpstashValue = null | number | string | UpstashValue[];
type UpstashReply = { result: UpstashValue } | { error: string };

/**
 * Converts a Redis reply to Upstash's answer.
 *
 * @param base64 whether the client asked for `Upstash-Encoding: base64`. It applies to every string, even nested ones, but not to
 *   numbers, nulls and error messages
 */
export function toUpstashReply(reply: Reply, base64: boolean): UpstashReply {
  if (isReplyError(reply)) return { error: reply.error };
  return { result: toValue(reply, base64) };
}

function toValue(reply: Reply, base64: boolean): UpstashValue {
  if (reply === null || typeof reply === 'number') return reply;
  if (Array.isArray(reply)) return reply.map((item) => toValue(item, base64));
  if (isReplyError(reply)) return toValue(reply.error, base64);
  const bytes = Buffer.from(reply as string);
  return bytes.toString(base64 ? 'base64' : 'utf8');
}
