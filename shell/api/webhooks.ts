import { webhookTypes } from '@jogakbo/contracts/api';

const text = { type: 'string' };
const header = (name: string, description: string) => ({
  ...{ name, in: 'header', required: true, description, schema: text },
});

/** The webhooks of the OpenAPI document: what a client gets. https://spec.openapis.org/oas/v3.1.1#openapi-object */
export const webhooks = {
  order: {
    post: {
      operationId: 'orderChanged',
      summary:
        'An order of a member who lets the program see orders was placed, confirmed, cancelled or delivered.',
      description:
        'An operator of the shop registers the address. Signed as https://www.standardwebhooks.com says. A message without an answer of 2xx ' +
        'within 5 seconds comes again, after growing pauses.',
      security: [],
      parameters: [
        header('webhook-id', 'The same for each try of a message.'),
        header('webhook-timestamp', 'Seconds since the epoch.'),
        header('webhook-signature', 'A version and a signature, such as `v1,…`.'),
      ],
      requestBody: { required: true, content: { 'application/json': { schema: toSchema() } } },
      responses: { '2XX': { description: 'The message was taken.' } },
    },
  },
};

function toSchema() {
  const data = {
    type: 'object',
    properties: {
      order: text,
      member: { ...text, description: "The member's name for this program alone." },
    },
    required: ['order', 'member'],
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: { type: { enum: webhookTypes }, timestamp: { ...text, format: 'date-time' }, data },
    required: ['type', 'timestamp', 'data'],
    additionalProperties: false,
  };
}
