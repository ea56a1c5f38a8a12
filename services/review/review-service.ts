import type { Binding } from '@jogakbo/edge/call';

export type ReviewService = { name: 'review-service'; bindings: { MEMBER: Binding } };
