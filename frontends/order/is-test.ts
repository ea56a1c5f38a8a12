/** Whether the variable TEST_PAYMENTS says that outcomes of payments may be chosen. */
export function isTest(env: object): boolean {
  return (env as { TEST_PAYMENTS?: string }).TEST_PAYMENTS === '1';
}
