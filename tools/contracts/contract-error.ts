/** A contract that cannot be read or released. The message is for the terminal. */
export class ContractError extends Error {
  override name = 'ContractError';
}
