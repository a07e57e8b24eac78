import * as e from './event-builders';
import { HISTORY_OF } from './sample-histories';
import { command, given } from './specification';

const letter = { template: 'receipt', version: 1, textHash: '0'.repeat(64) };
const send = (aboutEventId: string, sentOn = '2025-03-04') => command('RecordLetter', { aboutEventId, sentOn, letter });
const sent = e.event('LetterSent', { template: 'receipt', aboutEventId: 'event-1', sentOn: '2025-03-04', letter });

describe('a letter that no act of its own sends (R-18, R-49, R-25)', () => {
  it('is recorded with the event it tells of, and changes nothing else', () => {
    given(...HISTORY_OF.RUNNING)
      .when(send('event-1'))
      .then(sent)
      .thenStatus('RUNNING')
      .thenFindings();
    given(...HISTORY_OF.CLOSED)
      .when(send('event-1'))
      .thenStatus('CLOSED');
  });

  it('tells of an entry that counts', () => {
    given(e.registered('2025-03-03')).when(send('event-9')).thenRejected('E_ENTRY_UNKNOWN', 'aboutEventId');
    given(e.registered('2025-03-03'), e.reasonsRequested('2025-03-03'), e.entryRetracted('event-2', '2025-03-04'))
      .when(send('event-2'))
      .thenRejected('E_ENTRY_UNKNOWN', 'aboutEventId');
  });

  it('was not sent before that happened', () => {
    given(e.registered('2025-03-03')).when(send('event-1', '2025-03-02')).thenRejected('E_DATE_ORDER', 'sentOn');
  });

  it('holds no later change of what it told of up: it went out all the same', () => {
    given(e.registered('2025-03-03'), e.reasonsRequested('2025-03-04'), {
      ...sent,
      data: { ...sent.data, aboutEventId: 'event-2' },
    } as typeof sent)
      .when(command('RetractEntry', { targetEventId: 'event-2', reason: '录入错误', approvedBy: 'approver' }))
      .thenStatus('RUNNING');
  });
});
