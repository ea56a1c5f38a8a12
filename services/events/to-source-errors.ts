import { type DomainEvent, domainEventSources } from '@jogakbo/contracts/domain-events';

/** Finds the events that an issuer may not publish, as the errors of a problem. */
export function toSourceErrors(events: readonly DomainEvent[], issuer: string) {
  return events.flatMap(({ type, source }, index) => {
    if (source !== issuer) return [{ field: `events.${index}.source`, message: `must be ${issuer}` }];
    const sources: readonly string[] = domainEventSources[type];
    if (sources.includes(source)) return [];
    return [{ field: `events.${index}.type`, message: `must come from ${sources.join(' or ')}` }];
  });
}
