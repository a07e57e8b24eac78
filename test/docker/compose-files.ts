import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';

export const ROOT = join(__dirname, '..', '..');
export const COMPOSE_FILES = ['docker/compose.yaml', 'docker/compose.cluster.yaml'] as const;

export interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  environment?: Record<string, unknown>;
  secrets?: string[];
  volumes?: string[];
  ports?: string[];
  networks?: string[] | Record<string, unknown>;
  command?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  deploy?: { resources: { limits: { cpus: string; memory: string } } };
  [key: string]: unknown;
}

export interface ComposeFile {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean } | null>;
  secrets: Record<string, { file: string }>;
}

export const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** YAML 1.2 with merge keys, as Compose reads it. */
export const composeFile = (file: string): ComposeFile =>
  load(text(file), { schema: CORE_SCHEMA.withTags(mergeTag) }) as ComposeFile;

/** Ours: those that are built here. */
export const ledgerServices = ({ services }: ComposeFile): [string, Service][] =>
  Object.entries(services).filter(([, { build }]) => build !== undefined);
