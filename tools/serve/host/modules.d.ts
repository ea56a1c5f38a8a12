declare module 'jogakbo:worker' {
  const worker: {
    fetch(request: Request, env: object, context: object): Response | Promise<Response>;
  };
  export default worker;
}

declare module 'jogakbo:config' {
  const config: import('./server-config.ts').ServerConfig;
  export default config;
}
