/** The header of a call through the gateway: a token of the shell for {@link gatewayAudience}. The services do not receive it. */
export const gatewayHeader = 'x-jogakbo-gateway';

/** The audience of the tokens that open the gateway. A token for a slice does not open it. */
export const gatewayAudience = 'gateway';

/** `GET` with a token: 200 if the gateway accepts the key. */
export const gatewayCheckPath = '/check';
