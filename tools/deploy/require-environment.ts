import { fail } from '../command/fail.ts';

/** Ends a command whose `--env` is no name of a shop. Without a name, the shop is production. */
export function requireEnvironment(environment: string | undefined): void {
  if (environment !== undefined && !/^[a-z][a-z0-9]{0,19}$/.test(environment))
    fail(`--env is a name of small letters and digits, such as staging: ${environment}`, 2);
}
