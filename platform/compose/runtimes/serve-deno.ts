import { createHandle } from './host.ts';

type Options = { hostname: string; port: number; onListen: (address: { port: number }) => void };
declare const Deno: {
  args: string[];
  serve(options: Options, handler: (request: Request) => Promise<Response>): unknown;
};

const handle = createHandle(Deno.args[0] as string);
const onListen = ({ port }: { port: number }) => console.log(`http://127.0.0.1:${port}`);
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen }, (request) => handle(request));
