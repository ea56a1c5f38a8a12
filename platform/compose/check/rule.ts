import type { FragmentDeclaration, Manifest } from '@jogakbo/contracts/fragment';

/** `error`: a page cannot show it, or shows it wrongly. `warning`: it works, and could be better. `note`: it could not be checked. */
export type Level = 'error' | 'warning' | 'note';

/** What is wrong, and what to do; each a sentence without a final dot. */
export type Fault = { level: Level; fault: string; fix: string };

/** A fault that was found. `fragment` is the name within the slice; undefined for the manifest. */
export type Finding = Fault & { rule: string; fragment?: string };

/** One rule of the protocol. `holds` is the sentence that is true if there is no fault. */
export type Rule<Subject> = {
  id: string;
  holds: string;
  find: (subject: Subject) => (Fault | undefined)[] | Promise<(Fault | undefined)[]>;
};

/** A whole answer. `milliseconds` are from the request to the last byte. */
export type Answer = { status: number; headers: Headers; bytes: Uint8Array; milliseconds: number };

/** The answer of a declared fragment, as the rules read it. */
export type AnswerOfFragment = {
  name: string;
  declared: FragmentDeclaration;
  manifest: Manifest;
  answer: Answer;
  /** The body as text; undefined if it is no UTF-8. */
  text: string | undefined;
  /** Milliseconds that pages give the fragment. */
  deadlineMs: number;
};

/** Makes an error. */
export function toError(fault: string, fix: string): Fault {
  return { level: 'error', fault, fix };
}

/** Makes a warning. */
export function toWarning(fault: string, fix: string): Fault {
  return { level: 'warning', fault, fix };
}
