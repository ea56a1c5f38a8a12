/**
 * The part of a `Response` that the engine reads of a fragment's answer. A client may answer with less than a whole `Response` if it is
 * called with {@link AnswerInit.answerOnly}.
 */
export type Answer = Pick<Response, 'status' | 'arrayBuffer'> & {
  headers: AnswerHeaders;
  /** A stream of bytes, as in a `Response`; null if `arrayBuffer` is enough, as the client has limited the length. */
  body: ReadableStream<Uint8Array> | null;
};

export type AnswerHeaders = Pick<Headers, 'get' | 'has'>;

/** The second argument of an endpoint's `fetch`. */
export type AnswerInit = RequestInit & {
  /** The caller accepts an {@link Answer} in place of a `Response`. `headers` is a plain object then. */
  answerOnly?: boolean;
  /** With `answerOnly`: bytes of the longest body. A longer one is an error. */
  limit?: number;
};
