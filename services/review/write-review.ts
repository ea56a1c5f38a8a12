import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import type { ServiceRequest } from '@jogakbo/edge/service-context';
import type { NewReview, Review } from './contract.ts';
import { readAuthor } from './read-author.ts';
import type { ReviewService } from './review-service.ts';
import { createReviewStore } from './review-store.ts';
import { toFormId, toReviewId } from './to-review-id.ts';

type ReviewContext = ServiceRequest<ReviewService>;

/** Writes or changes a member's review of a product that was delivered to them. */
export async function writeReview(c: ReviewContext, productId: string, text: NewReview): Promise<Response> {
  const member = c.var.identity?.member as string;
  const store = createReviewStore(c.env.DB);
  const key = c.req.header('idempotency-key');
  const form = key ? await toFormId(member, productId, key, text) : undefined;
  const own = await store.findOwnAndForm(member, productId, form ?? '');
  if (!own.delivered)
    return problem(c, 403, { reason: 'not-delivered', detail: 'This product was not delivered to you.' });
  if (own.taken) return answerTaken();

  const author = await readAuthor(c, member);
  if (!author.ok) return passFailure(c, author);
  const time = c.var.now();
  const id = own.review?.id ?? (await toReviewId(member, productId));
  const type = own.review ? 'review.changed' : 'review.written';
  const review: Review = { id, productId, ...text, author: author.value.name, createdAt: time };
  try {
    const also = [
      c.var.publish(type, { productId, reviewId: id }),
      ...(form ? [store.toTakenStatement(form, time)] : []),
    ];
    const written = await store.put(member, review, { also });
    return c.json(written, own.review ? 200 : 201);
  } catch (error) {
    // The same form was sent twice at the same time, and the other request was taken.
    if (!form || !(await store.hasTaken(form))) throw error;
    return answerTaken();
  }

  /** Reads the review again, since the request that took the form may have written it after the first look. */
  async function answerTaken(): Promise<Response> {
    const { review } = await store.findOwn(member, productId);
    if (review) return c.json(review);
    return problem(c, 409, {
      reason: 'withdrawn',
      detail: 'This review was already taken, and withdrawn after that.',
    });
  }
}

/** Withdraws a member's review of a product. It may be repeated. */
export async function withdrawReview(c: ReviewContext, productId: string): Promise<Response> {
  const member = c.var.identity?.member as string;
  const withdrawn = await createReviewStore(c.env.DB).withdraw(member, productId, (completedBy) =>
    c.var.publish('review.withdrawn', { productId }, { completedBy }),
  );
  return c.json({ withdrawn });
}
