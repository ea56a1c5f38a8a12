// The import map of every page has the host's file. Its types are in `host.ts`.
declare module '@jogakbo/host';
