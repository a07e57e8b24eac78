import { writeFileSync } from 'node:fs';
import { operationsPage, PAGE } from './settings-page';

writeFileSync(PAGE, operationsPage());
