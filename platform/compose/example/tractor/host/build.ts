/** Bundles the host as a worker, in one file. */
export async function buildWorker(): Promise<string> {
  const { outputs } = await Bun.build({
    ...{ entrypoints: [`${import.meta.dir}/worker.ts`], target: 'browser', format: 'esm' },
  });
  const [worker] = outputs;
  return (worker as Blob).text();
}

if (import.meta.main) {
  const file = `${import.meta.dir}/dist/worker.js`;
  await Bun.write(file, await buildWorker());
  console.log(file);
}
