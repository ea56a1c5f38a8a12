import { serveTemplate } from '../peers/tailor/serve-template.ts';

const addresses: Record<string, string> = JSON.parse(process.argv[2] as string);
await serveTemplate(Object.values(addresses));
