/** Whether the variable TEST_PAYMENTS lets shoppers choose the outcome of a payment. */
export function isTest(env: object): boolean {
  return (env as { TEST_PAYMENTS?: string }).TEST_PAYMENTS === '1';
}
