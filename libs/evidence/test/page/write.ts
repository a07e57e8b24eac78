import { writeFileSync } from 'node:fs';
import { evidencePage, PAGE } from './evidence-page';

writeFileSync(PAGE, evidencePage());
