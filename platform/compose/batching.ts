import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Clock } from './clock.ts';
import type { Addresses } from './create-addresses.ts';
import type { createIdentityReader } from './create-identity-reader.ts';
import type { Endpoint } from './fetch-fragment.ts';
import type { Names } from './names.ts';
import type { FragmentSlot } from './page.ts';
import type { Variant } from './variant.ts';
import type { Visit } from './visit.ts';

/** A manifest, or what is wrong with it. */
export type ReadManifest = { manifest: Manifest } | { fault: string };

/** A request for the manifest of a slice that also asks for the fragments which will be needed next. */
export type Foreseen = {
  /**
   * Fetches both. It returns as soon as the manifest is there, and keeps the answers of the fragments for their calls.
   *
   * @param sent headers of a request for the manifest
   */
  ask: (endpoint: Endpoint, sent: Record<string, string>) => Promise<ReadManifest>;
};

/** The manifests that the engine knows. */
export type KnownManifests = {
  /** The versions of a slice whose manifests are known. */
  versionsOf: (slice: string, visit: Variant) => string[];
  /** Takes in a manifest that came with fragments. */
  learn: (slice: string, manifest: Manifest, visit: Variant) => void;
};

/** What the engine needs to join the calls of a visit to one slice. */
export type Joiner = {
  /** The endpoint of a slice that answers batches, for one visit. It only fetches fragments. */
  endpointOf(visit: Visit, slice: string, endpoint: Endpoint, known: KnownManifests): Endpoint;
  /** Lets the batch of a slice wait for the calls that follow `work`, but not for long. */
  hold(visit: Visit, slice: string, work: Promise<unknown>): void;
  /** Notes that the next request for the manifest of the slot's slice should bring this fragment, too. */
  want(slot: FragmentSlot, visit: Visit, until: number): void;
  /** The request for what is wanted of a slice; undefined if nothing is. */
  take(slice: string, visit: Visit): Promise<Foreseen | undefined>;
};

/** Makes the joiner of an engine from parts of it. `createBatching` is the one of this package. */
export type Batching = (engine: {
  addresses: Addresses;
  readIdentity: ReturnType<typeof createIdentityReader>;
  clock: Clock;
  names: Names;
}) => Joiner;
