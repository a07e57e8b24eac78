import { NotFoundException } from '@nestjs/common';
import { REJECTIONS, type RejectionCode } from '@app/disclosure';
import {
  IdempotencyConflict,
  RevisionConflict,
  StoreUnavailable,
  SubjectErased,
  Undecipherable,
  Unstorable,
} from '@app/event-store';
import { FileRefused } from '@app/ledger-file';
import { ProjectionStopped, UnknownUnit as UnknownUnitToRead } from '@app/read-models';
import { CommandIdReused, Refused, UnknownUnit } from '@app/use-cases';
import { EDGE_CODES } from './edge-codes';
import { Refusal } from './problem';
import { problemOf } from './problem-of';

const ID = '00000000-0000-4000-8000-000000000000';
const problem = (error: unknown, ifMatch = false) => problemOf(error, ID, ifMatch).problem;

describe('an error as a problem', () => {
  it.each(Object.keys(REJECTIONS) as RejectionCode[])('%s carries its rule and both languages', (code) => {
    const { rule, zh, en } = REJECTIONS[code];
    const answered = problem(new Refused({ code, field: 'decidedOn' }));
    expect(answered).toMatchObject({ code, rule, title: zh, titleEn: en, field: 'decidedOn', pointer: '/decidedOn' });
    expect(answered.detail).toContain(zh);
    expect(answered.detailEn).toContain(rule);
    expect([403, 404, 409, 422]).toContain(answered.status);
    expect(answered.instance).toBe(`urn:uuid:${ID}`);
  });

  it('says that two people are needed where the approver is the one who enters it, not that a role lacks (R-110)', () => {
    const answered = problem(new Refused({ code: 'E_ROLE', field: 'approvedBy' }));
    expect(answered).toMatchObject({
      rule: 'R-110',
      detailEn: expect.stringContaining('two people are needed') as string,
      errors: [{ pointer: '/approvedBy', zh: expect.stringContaining('另一人') as string }],
    });
    expect(problem(new Refused({ code: 'E_ROLE' })).detailEn).not.toContain('two people');
  });

  it('tells the dates that explain a refusal', () => {
    const answered = problem(new Refused({ code: 'E_NOT_YET', detail: { dueOn: '2025-03-03' } }));
    expect(answered.context).toEqual({ dueOn: '2025-03-03' });
    expect(answered.detail).toContain('2025-03-03');
  });

  it.each([
    [new RevisionConflict('case-x', 3, 5), true, 'E_STALE'],
    [new RevisionConflict('case-x', 3, 5), false, 'E_BUSY_CASE'],
    [new CommandIdReused('c'), false, 'E_KEY_REUSED'],
    [new IdempotencyConflict('c'), false, 'E_KEY_REUSED'],
    [new UnknownUnit('u'), false, 'E_UNIT_UNKNOWN'],
    [new UnknownUnitToRead('u'), false, 'E_UNIT_UNKNOWN'],
    [new Unstorable('data.applicantName', 'lone surrogate'), false, 'E_UNSTORABLE'],
    [new StoreUnavailable(new Error('gone')), false, 'E_UNAVAILABLE'],
    [new StoreUnavailable(Object.assign(new Error('no room'), { code: '53100' })), false, 'E_DISK_FULL'],
    [Object.assign(new Error('no room'), { code: '53100' }), false, 'E_DISK_FULL'],
    [new Error('Connection terminated unexpectedly'), false, 'E_UNAVAILABLE'],
    [new SubjectErased('case-x', 'applicant'), false, 'E_SUBJECT_ERASED'],
    [new Undecipherable(7, 'contact', 'altered or moved'), false, 'E_UNDECIPHERABLE'],
    [new ProjectionStopped('statistical-facts', 811, 900), false, 'E_REPORT_STOPPED'],
    [new FileRefused('X_RATIO'), false, 'E_LEDGER_FILE'],
    [new FileRefused('X_TOO_LARGE'), false, 'E_FILE_TOO_LARGE'],
    [new NotFoundException('Cannot GET /x'), false, 'E_ROUTE_UNKNOWN'],
    [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), false, 'E_UNAVAILABLE'],
    [new TypeError('x is not a function'), false, 'E_INTERNAL'],
    ['thrown text', false, 'E_INTERNAL'],
  ] as const)('%s (If-Match %s) is %s', (error, ifMatch, code) => {
    expect(problem(error, ifMatch)).toMatchObject({ code, status: EDGE_CODES[code].status });
  });

  it.each(Object.keys(EDGE_CODES) as (keyof typeof EDGE_CODES)[])('%s names its rule and both languages', (code) => {
    const answered = problem(new Refusal(code));
    expect(answered.rule).toMatch(/^([RAKCLDFG]-?\d+|[RA] §\d+)/);
    expect(answered.detail).toMatch(/\p{Script=Han}/u);
    expect(answered.detailEn).toMatch(/[a-z]/);
  });

  it('never repeats what a foreign error says: it may quote a person', () => {
    for (const error of [
      new Error('张三 110101…'),
      new SyntaxError('Unexpected token 张三'),
      new NotFoundException('张三'),
    ]) {
      expect(JSON.stringify(problem(error))).not.toContain('张三');
    }
  });

  it('says where a stale If-Match stands now', () => {
    expect(problemOf(new RevisionConflict('case-x', 3, 5), ID, true).headers).toEqual({ ETag: '"5"' });
  });

  it('asks to come back when the database is gone', () => {
    expect(problemOf(new StoreUnavailable(undefined), ID, false).headers).toHaveProperty('Retry-After');
  });

  it('lists the places of a refusal in words and as data', () => {
    const errors = [{ pointer: '/items/0', zh: '必须填写', en: 'is required' }];
    expect(problem(new Refusal('E_VALIDATION', { errors }))).toMatchObject({
      pointer: '/items/0',
      errors,
      detail: '请求内容未通过校验: /items/0 必须填写',
    });
  });
});
