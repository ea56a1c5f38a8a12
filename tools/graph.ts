import { readFileSync, writeFileSync } from 'node:fs';
import { listWorkers, readConfig, root, type Worker } from './workers.ts';

/** The document that holds the graph, between {@link begin} and {@link end}. */
export const document = `${root}/docs/architecture.md`;
export const begin = '<!-- graph: written by `bun tools/graph.ts`, do not edit -->';
export const end = '<!-- end of graph -->';

type Config = {
  services?: { service: string }[];
  queues?: { producers?: { queue: string }[]; consumers?: { queue: string }[] };
  d1_databases?: unknown[];
  kv_namespaces?: unknown[];
  r2_buckets?: unknown[];
  durable_objects?: { bindings?: { class_name: string }[] };
  workflows?: { class_name: string }[];
  triggers?: { crons?: string[] };
};

/** One worker, as its wrangler.toml describes it. Names have no `jogakbo-` at the beginning. */
type Node = {
  name: string;
  kind: Worker['kind'];
  calls: string[];
  sendsTo: string[];
  takesFrom: string[];
  keeps: string[];
  crons: string[];
};

if (import.meta.main) {
  const text = readFileSync(document, 'utf8');
  writeFileSync(document, withGraph(text, toMarkdown(await readGraph())));
  console.log('Wrote the graph into docs/architecture.md.');
}

/** Reads who calls whom from the wrangler.toml of every worker. */
export async function readGraph(): Promise<Node[]> {
  return (await listWorkers()).map((worker) => toNode(worker.name, worker.kind, readConfig<Config>(worker)));
}

/** Draws the graph in Mermaid, with a table below it. */
export function toMarkdown(graph: Node[]): string {
  return `\n${toMermaid(graph)}\n\n${toTable(graph)}\n\n`;
}

/** Returns the part of a document between the two markers. */
export function graphOf(text: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${document} has no markers for the graph.`);
  return text.slice(from + begin.length, to);
}

function withGraph(text: string, graph: string): string {
  const from = text.indexOf(begin) + begin.length;
  return text.slice(0, from) + graph + text.slice(from + graphOf(text).length);
}

function toNode(name: string, kind: Node['kind'], config: Config): Node {
  const { services = [], queues = {}, durable_objects, workflows = [], triggers } = config;
  return {
    name,
    kind,
    calls: services.map(({ service }) => toName(service)).sort(),
    sendsTo: (queues.producers ?? []).map(({ queue }) => toName(queue)).sort(),
    takesFrom: (queues.consumers ?? []).map(({ queue }) => toName(queue)).sort(),
    keeps: [
      ...(config.d1_databases ? ['D1'] : []),
      ...(config.kv_namespaces ? ['KV'] : []),
      ...(config.r2_buckets ? ['R2'] : []),
      ...(durable_objects?.bindings ?? []).map(({ class_name }) => `Durable Object \`${class_name}\``),
      ...workflows.map(({ class_name }) => `Workflow \`${class_name}\``),
    ],
    crons: triggers?.crons ?? [],
  };
}

function toName(worker: string): string {
  return worker.replace(/^jogakbo-/, '');
}

/** Draws the services: their calls as arrows, and their queues as dotted arrows. */
function toMermaid(graph: Node[]): string {
  const services = graph.filter(({ kind }) => kind === 'service');
  const lines = services.flatMap(({ name, calls, sendsTo }) => {
    const followers = graph.filter(({ takesFrom }) => takesFrom.some((queue) => sendsTo.includes(queue)));
    return [
      ...(calls.length > 0 ? [`  ${name} --> ${calls.join(' & ')}`] : []),
      ...(followers.length > 0 ? [`  ${name} -.-> ${followers.map((to) => to.name).join(' & ')}`] : []),
    ];
  });
  return ['```mermaid', 'flowchart LR', ...services.map(({ name }) => `  ${name}`), ...lines, '```'].join(
    '\n',
  );
}

function toTable(graph: Node[]): string {
  const head = ['worker', 'calls', 'its own store', 'also started by'];
  const shown = graph.filter(({ kind }) => kind !== 'frontend');
  const rows = shown.map((node) => [
    `\`${node.name}\``,
    toCalls(node, graph),
    node.keeps.join(', '),
    [...toQueues(node), ...node.crons.map((cron) => `\`${cron}\``)].join(', '),
  ]);
  const widths = head.map((_, index) =>
    Math.max(...[head, ...rows].map((cells) => cells[index]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] as number)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Names the slices whose services are called, or every worker of a kind. */
function toCalls({ calls }: Node, graph: Node[]): string {
  const kinds = { frontend: 'every frontend', bff: 'every BFF' } as const;
  const all = Object.entries(kinds).filter(([kind]) =>
    graph.every((node) => node.kind !== kind || calls.includes(node.name)),
  );
  const rest = calls.filter(
    (name) => !all.some(([kind]) => graph.some((node) => node.kind === kind && node.name === name)),
  );
  return [...all.map(([, label]) => label), ...rest.map((name) => name.replace(/-service$/, ''))].join(', ');
}

function toQueues({ takesFrom }: Node): string[] {
  const letters = takesFrom.filter((queue) => queue.endsWith('-dead-letters'));
  const rest = takesFrom.filter((queue) => !letters.includes(queue)).map((queue) => `\`${queue}\``);
  return letters.length > 0 ? [...rest, `${letters.length} dead-letter queues`] : rest;
}
