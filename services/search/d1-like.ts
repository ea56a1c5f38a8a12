/** The calls of D1 that the store needs. */
export interface D1Like {
  prepare(sql: string): StatementLike;
  batch<Row>(statements: StatementLike[]): Promise<{ results: Row[] }[]>;
}

export interface StatementLike {
  bind(...values: unknown[]): StatementLike;
  all<Row>(): Promise<{ results: Row[] }>;
}
