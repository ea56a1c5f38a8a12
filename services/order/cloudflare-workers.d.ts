/** The part of the runtime's module that this service uses. The published types would also declare their globals. */
declare module 'cloudflare:workers' {
  export const DurableObject: typeof import('@cloudflare/workers-types').CloudflareWorkersModule.DurableObject;

  export type WorkflowEvent<Params> = { payload: Params };

  export type WorkflowStep = {
    do<Value>(
      name: string,
      config: { retries: { limit: number; delay: number; backoff: 'exponential' }; timeout: number },
      act: () => Promise<Value>,
    ): Promise<Value>;
    sleep(name: string, milliseconds: number): Promise<void>;
  };

  export abstract class WorkflowEntrypoint<Env, Params> {
    protected env: Env;
    abstract run(event: WorkflowEvent<Params>, step: WorkflowStep): Promise<unknown>;
  }
}
