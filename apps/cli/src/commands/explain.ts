import { terminalTable } from '@app/annual-report';
import { ExplainCell } from '@app/read-models';
import { cellOf, reportYear, unitCode } from '../arguments';
import type { CliCommand } from '../command';
import { momentOf } from './tables';

export const explainCommand: CliCommand = {
  usage: '--unit CODE --year Y --cell t3.granted.natural_person [--as-of INSTANT | --at POSITION]',
  summary: 'names the cases in a cell and the event that put each there',
  options: {
    unit: { type: 'string' },
    year: { type: 'string' },
    cell: { type: 'string' },
    'as-of': { type: 'string' },
    at: { type: 'string' },
  },
  required: ['unit', 'year', 'cell'],
  async run(context) {
    const unit = unitCode(context.args.text('unit')!);
    const year = reportYear(context.args.text('year')!);
    const cell = cellOf(context.args.text('cell')!);
    const answer = await context.ledger.ask(new ExplainCell(unit, year, cell, await momentOf(context)));
    const members = answer.members.map(({ caseId, caseNo, event, rule }) => ({
      caseId,
      caseNo,
      event: {
        type: event.type,
        position: event.position,
        effectiveOn: event.effectiveOn,
        recordedAt: event.recordedAt,
        actor: event.actor,
      },
      rule,
    }));
    return {
      json: { cell, value: answer.value, members, ...(answer.figure ? { figure: answer.figure } : {}) },
      text: [
        `${answer.label} ${year}: ${answer.value}`,
        terminalTable(
          members.map(({ caseNo, event, rule }) => [
            caseNo,
            event.type,
            event.effectiveOn,
            `position ${event.position}`,
            event.actor.id,
            rule,
          ]),
        ),
      ].join('\n'),
    };
  },
};
