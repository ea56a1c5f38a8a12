/** A refusal of Redis is a value, since one refusal in a pipeline must not end the other commands. */
export interface ReplyError {
  error: string;
}

/** A Redis reply (RESP2). Bulk strings are bytes, because Redis values need not be valid UTF-8. */
export type Reply = null | number | string | Uint8Array | ReplyError | Reply[];

export interface Subscription {
  kind: 'subscribe' | 'psubscribe';
  channels: string[];
  /**
   * Receives a published message.
   *
   * @param channel the channel of the message
   * @param pattern the pattern that matched, for PSUBSCRIBE
   */
  onMessage(message: string, channel: string, pattern?: string): void;
}

/** The calls of a store that the endpoint needs. A method throws only if the store itself is lost. */
export interface Engine {
  name: 'redis' | 'embedded';
  version?: string;
  /** The process that holds the data, if there is one. */
  readonly pid?: number;
  /** @param args the command's name, then its arguments */
  command(args: string[]): Promise<Reply>;
  /** Runs all commands or none. @returns a reply for each command, or one error if the transaction was discarded */
  transaction(commands: string[][]): Promise<Reply[] | ReplyError>;
  /** @returns a function that ends the subscription; it may be called more than once */
  subscribe(subscription: Subscription): Promise<() => void>;
  close(): Promise<void>;
}

export function isReplyError(reply: Reply): reply is ReplyError {
  return (
    typeof reply === 'object' && reply !== null && !Array.isArray(reply) && !(reply instanceof Uint8Array)
  );
}
