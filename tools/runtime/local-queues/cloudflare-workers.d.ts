declare module 'cloudflare:workers' {
  export const WorkerEntrypoint: typeof import('@cloudflare/workers-types').CloudflareWorkersModule.WorkerEntrypoint;
}
