import { serveLayout } from '../peers/podium/serve-layout.ts';

await serveLayout(JSON.parse(process.argv[2] as string));
