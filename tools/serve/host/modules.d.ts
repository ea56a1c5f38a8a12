declare module 'jogakbo:worker' {
  const worker: {
    fetch(request: Request, env: object, context: object): Response | Promise<Response>;
    queue?(batch: object, env: object, context: object): unknown;
    scheduled?(event: { cron: string; scheduledTime: number }, env: object, context: object): unknown;
  };
  export default worker;
}

declare module 'jogakbo:config' {
  const config: import('./server-config.ts').ServerConfig;
  export default config;
}
