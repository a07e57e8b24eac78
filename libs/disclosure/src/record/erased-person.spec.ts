import * as e from '../case/event-builders';
import { fold } from '../case/fold';
import { recorded } from '../case/specification';
import { shownHistory } from '../privacy/shown-history';
import { eventsOf, historyOf, row } from './record-specification';
import { recordOf } from './record-of';

const told = row({
  applicantIdProof: '110101199003078515',
  contact: '13800005678',
  concludedOn: '2025-03-20',
  resultCode: 'granted',
  note: '示例申请人来电',
});
const before = historyOf(told);
const erased = [...before, ...recorded([e.erasureOrdered('2026-01-05'), e.personErased('2026-01-06')], before)];

it('the same row of an erased person changes nothing', () => {
  expect(eventsOf(told, erased)).toEqual([]);
});

it('a row that tells another name, number or note of an erased person does not bring one back', () => {
  expect(eventsOf({ ...told, applicantName: '另一姓名', contact: '13900001111', note: '另一备注' }, erased)).toEqual(
    [],
  );
});

it('what else the row adds is recorded without the person', () => {
  const added = eventsOf({ ...told, reconsiderations: [{ filedOn: '2025-05-06' }] }, erased);
  expect(added.map(({ type, note }) => [type, note])).toEqual([['ReconsiderationFiled', undefined]]);
});

it.each([true, false])(
  'a row exported masked or erased, unmasked: %s, and imported again changes nothing',
  (unmasked) => {
    for (const history of [before, erased]) {
      const exported = recordOf(shownHistory(history, { unmasked }).state!);
      expect(eventsOf(exported, history)).toEqual([]);
    }
  },
);

it('a masked row of a case that is new registers it without a name', () => {
  const masked = recordOf(shownHistory(before, { unmasked: false }).state!);
  const state = fold(recorded(eventsOf(masked)))!;
  expect(state).toMatchObject({ applicantName: null, contact: null, status: 'CLOSED', notes: [] });
});
