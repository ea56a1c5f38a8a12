/** A reason why a check cannot begin, as a sentence for the developer. */
export class CheckError extends Error {}
