import { join } from 'node:path';
import { eventsPage } from './events-page';
import { stateMachinePage } from './state-machine-page';

const docs = join(__dirname, '../../../../docs');

/** The pages that are made from the core's own tables, by file. */
export const PAGES: [file: string, page: () => string][] = [
  [join(docs, 'state-machine.md'), stateMachinePage],
  [join(docs, 'events.md'), eventsPage],
];
