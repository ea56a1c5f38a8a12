/**
 * The part of a `Response` that the engine reads of a fragment's answer. A client may answer with less than a whole `Response` if it is
 * called with {@link AnswerInit.answerOnly}.
 */
export type Answer = Pick<Response, 'status' | 'text'> & {
  headers: AnswerHeaders;
  /** A stream of bytes, as in a `Response`. If `size` is known, it is only there to be cancelled. */
  body: Pick<ReadableStream, 'cancel'> | null;
  /** The bytes of the text, if the client has read and counted them all. */
  size?: number;
};

export type AnswerHeaders = Pick<Headers, 'get' | 'has'>;

/** The second argument of an endpoint's `fetch`. */
export type AnswerInit = RequestInit & {
  /** Says that the caller needs no more than an {@link Answer}. `headers` is a plain object then. */
  answerOnly?: boolean;
};
