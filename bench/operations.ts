/**
 * What workerd and its simulators do for a new product page besides running JavaScript, and how often. The calls are those of the row
 * `new-product-calls`. The others were counted once, in the topology `monolith`, by wrapping the constructors and methods.
 */
export const operations = {
  queryD1: { times: 6, what: 'query of the simulator of D1' },
  writeCache: { times: 1, what: 'write to the simulator of the Cache API' },
  readCache: { times: 2, what: 'read of the simulator of the Cache API' },
  callWorker: { times: 21, what: 'call of a worker' },
  readBody: { times: 56, what: 'reading a body' },
  createResponse: { times: 56, what: 'creating a response' },
  createRequest: { times: 40, what: 'creating a request' },
  readHeader: { times: 463, what: 'reading a header' },
} as const;
