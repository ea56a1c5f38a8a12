import openapiTS, { astToString } from 'openapi-typescript';

/** Makes the TypeScript types of the API from its OpenAPI document, for `createClient` of `openapi-fetch`. */
export async function createClientTypes(document: object): Promise<string> {
  const types = await openapiTS(JSON.stringify(document), { alphabetize: true, exportType: true });
  return `// The types of /api/v1: written by \`bun tools/api-client.ts\`, do not edit.\n${astToString(types)}`;
}
