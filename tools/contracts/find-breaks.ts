import type { Contract, NeededRoute, OfferedRoute } from './contract.ts';
import { findMisfit } from './find-misfit.ts';
import type { Misfit } from './misfit.ts';
import { toSubject } from './to-subject.ts';

/** Something that a worker needs and another one does not give. */
export type Break = {
  /** The worker that breaks. */
  whom: string;
  /** Part of the contract, such as `GET /cart of cart-service`. */
  what: string;
  /** The fault as a sentence. */
  sentence: string;
  /** The rule that is a function, if only that may break the worker. */
  rule?: string;
};

/**
 * Compares what one slice offers with what another needs from it. Answers and events must fit what their reader accepts; parameters and
 * bodies must fit what the called worker accepts.
 *
 * @param provider the slice that is called
 * @param consumer a slice that calls it; both may be the same slice
 * @param known what else the provider has offered before. Something that neither contract has belongs to another slice
 */
export function findBreaks(provider: Contract, consumer: Contract, known: Contract = provider): Break[] {
  const { offers } = provider;
  const { needs } = consumer;
  const workers = new Set([...listWorkers(provider), ...listWorkers(known)]);
  return [
    ...needs.routes.filter(({ of }) => workers.has(of)).flatMap((need) => judgeRoute(need, offers.routes)),
    ...needs.fragments
      .filter(({ of }) => workers.has(of))
      .flatMap(({ worker, of, name, sends }) => {
        const offer = offers.fragments.find((each) => each.worker === of && each.name === name);
        const what = toSubject.fragment({ worker: of, name });
        if (!offer) return [gone(worker, what)];
        const misfit = findMisfit(sends, offer.params);
        return misfit ? [refused(worker, what, misfit, 'parameters')] : [];
      }),
    ...needs.events.flatMap(({ worker, type, reads }) => {
      const isOwn = ({ offers: { events } }: Contract) => events.some((event) => event.type === type);
      const offer = offers.events.find((event) => event.type === type);
      const what = toSubject.event({ type });
      if (!offer) return isOwn(known) ? [gone(worker, what)] : [];
      const misfit = findMisfit(offer.data, reads);
      return misfit ? [unread(worker, what, misfit, 'the data')] : [];
    }),
    ...needs.tags
      .filter(({ tag }) => known.offers.tags.includes(tag) && !offers.tags.includes(tag))
      .map(({ worker, event, tag }) => ({
        ...{ whom: worker, what: toSubject.tag(tag) },
        sentence: `No fragment of ${provider.slice} has the cache tag ${tag} any more, so ${worker} ends no copies after ${event}.`,
      })),
    ...Object.entries(needs.headers).flatMap(([use, name]) =>
      offers.headers[use] === undefined || offers.headers[use] === name
        ? []
        : [otherHeader(consumer, use, name, offers.headers[use])],
    ),
    ...Object.entries(needs.headers).flatMap(([use, name]) =>
      offers.headers[use] === undefined && known.offers.headers[use] !== undefined
        ? [otherHeader(consumer, use, name, undefined)]
        : [],
    ),
  ];
}

function listWorkers({ offers: { routes, fragments } }: Contract): string[] {
  return [...routes, ...fragments].map(({ worker }) => worker);
}

function judgeRoute(need: NeededRoute, offers: OfferedRoute[]): Break[] {
  const what = toSubject.route({ ...need, worker: need.of });
  const samePath = offers.filter(({ worker, path }) => worker === need.of && path === need.path);
  const offer = samePath.find(({ method }) => method === need.method);
  if (!offer) return [gone(need.worker, what)];
  return [...judgeInputs(need, offer, what), ...judgeAnswers(need, offer, what)];
}

function judgeInputs(need: NeededRoute, { inputs }: OfferedRoute, what: string): Break[] {
  return Object.entries(inputs).flatMap(([part, accepted]) => {
    // A caller that knew of no such part sends none of it.
    const sent = need.sends[part] ?? { type: 'object', additionalProperties: false };
    const misfit = findMisfit(sent, accepted);
    return misfit ? [refused(need.worker, what, misfit, partNames[part] ?? part)] : [];
  });
}

const partNames: Record<string, string> = { json: 'body', query: 'query', param: 'path', header: 'headers' };

/** A caller reads any successful answer. */
function judgeAnswers({ worker, reads }: NeededRoute, { answers }: OfferedRoute, what: string): Break[] {
  const successes = Object.entries(answers).filter(([status]) => status.startsWith('2'));
  if (Object.keys(answers).length > 0 && successes.length === 0 && reads !== true)
    return [
      {
        ...{ whom: worker, what },
        sentence: `${what} gives no successful answer any more, and ${worker} needs one.`,
      },
    ];
  for (const [status, schema] of successes) {
    const misfit = findMisfit(schema, reads);
    if (misfit)
      return [unread(worker, what, misfit, status === '200' ? 'the answer' : `the answer ${status}`)];
  }
  return [];
}

function gone(whom: string, what: string): Break {
  return { whom, what, sentence: `${what} is gone, and ${whom} needs it.` };
}

function unread(whom: string, what: string, { at, says, rule }: Misfit, whole: string): Break {
  const subject = `${what}: ${at ? `\`${at}\`` : whole} ${says}`;
  return rule === undefined
    ? { whom, what, sentence: `${subject}, and ${whom} cannot read that.` }
    : { whom, what, rule, sentence: `${subject}, so it is unknown whether ${whom} can read every value.` };
}

function refused(whom: string, what: string, { at, says, rule }: Misfit, part: string): Break {
  const where = at ? `\`${at}\` of the ${part}` : `the ${part}`;
  const subject = `${what}: ${where} ${says} in a request of ${whom}`;
  return rule === undefined
    ? { whom, what, sentence: `${subject}, and is then refused.` }
    : { whom, what, rule, sentence: `${subject}, so it is unknown whether it is still accepted.` };
}

function otherHeader(consumer: Contract, use: string, name: string, now: string | undefined): Break {
  const what = toSubject.header(use);
  const becomes = now === undefined ? 'is gone' : `is now ${now}`;
  return { whom: consumer.slice, what, sentence: `${what} ${becomes}, and ${consumer.slice} uses ${name}.` };
}
