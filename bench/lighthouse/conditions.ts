/** The conditions of the measurement, as the results name them. */
export const conditions =
  "Of several runs the best, as other work on the machine only adds time (of shifts, the worst); Lighthouse's phone, simulated " +
  '(slow 4G, processor slowed 4×). A proxy compresses with brotli in front of the shop, as the edge does in production.';
