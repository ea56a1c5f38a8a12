/** What Redis refuses travels as a value, since one refusal in a pipeline must not end the others. */
export interface ReplyError {
  error: string;
}

/** A Redis reply (RESP2). Bulk strings are bytes, because Redis values need not be valid UTF-8. */
export type Reply = null | number | string | Uint8Array | ReplyError | Reply[];

export interface Subscription {
  kind: 'subscribe' | 'psubscribe';
  channels: string[];
  /** @param channel where it was published @param pattern the pattern that matched, for psubscribe */
  onMessage(message: string, channel: string, pattern?: string): void;
}

/** The few calls the endpoint needs from a store. A method throws only when the store itself is lost. */
export interface Engine {
  name: 'redis' | 'embedded';
  version?: string;
  /** The process that holds the data, where there is one. */
  readonly pid?: number;
  /** @param args the command's name, then its arguments */
  command(args: string[]): Promise<Reply>;
  /** Runs all or none. @returns a reply for each command, or one error when the transaction was discarded */
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
