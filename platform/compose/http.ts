/**
 * The server of a slice at an HTTP address.
 *
 * @module
 */
export { type HttpEndpointOptions, httpEndpoint } from './http-endpoint.ts';
