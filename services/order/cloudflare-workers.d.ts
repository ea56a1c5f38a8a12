/** The part of the runtime's module that this service uses. The published types would also declare their globals. */
declare module 'cloudflare:workers' {
  export const DurableObject: typeof import('@cloudflare/workers-types').CloudflareWorkersModule.DurableObject;
  export abstract class WorkflowEntrypoint<Env, Params> {
    protected env: Env;
    abstract run(
      event: { payload: Params },
      step: {
        do<Value>(
          name: string,
          config: { retries: { limit: number; delay: number; backoff: 'exponential' }; timeout: number },
          act: () => Promise<Value>,
        ): Promise<Value>;
        sleep(name: string, milliseconds: number): Promise<void>;
      },
    ): Promise<unknown>;
  }
}
