// The import map of every page names the host's file; its types are those of `host.ts`.
declare module '@jogakbo/host';
