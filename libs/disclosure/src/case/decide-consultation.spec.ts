import * as e from './event-builders';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given } from './specification';

/** X14: sent Fri 2025-03-28, got Mon 03-31, the period ends on 04-22. */
const silent = [
  e.registered('2025-03-24'),
  e.thirdPartyConsulted('2025-03-28'),
  e.consultationNoticeReceived('2025-03-31'),
];
const thirdParty = {
  consultId: 'consult-1',
  thirdParty: '示例公司',
  interest: '商业秘密',
  sentOn: '2025-03-10',
};

describe('somebody is consulted', () => {
  it('a third party (R-45)', () => {
    given(...HISTORY_OF.RUNNING)
      .when(command('ConsultThirdParty', thirdParty))
      .then(e.thirdPartyConsulted('2025-03-10'))
      .thenStatus('CONSULTING');
  });

  it('another agency, beside an open consultation (R-47)', () => {
    given(...HISTORY_OF.CONSULTING)
      .when(
        command('ConsultAgency', {
          consultId: 'consult-2',
          otherAgency: '示例局',
          jointMaker: true,
          sentOn: '2025-03-11',
        }),
      )
      .then(e.agencyConsulted('2025-03-11'))
      .thenStatus('CONSULTING');
  });

  it('not twice at one time, by name or by id', () => {
    given(...HISTORY_OF.CONSULTING)
      .when(command('ConsultThirdParty', { ...thirdParty, consultId: 'consult-9' }))
      .thenRejected('E_CONSULT_DUP');
    given(...HISTORY_OF.CONSULTING)
      .when(command('ConsultThirdParty', { ...thirdParty, thirdParty: '另一公司' }))
      .thenRejected('E_CONSULT_DUP', 'consultId');
  });

  it('again, once the first consultation is over', () => {
    given(...HISTORY_OF.CONSULTING, e.consultationCancelled('2025-03-12'))
      .when(command('ConsultThirdParty', { ...thirdParty, consultId: 'consult-9', sentOn: '2025-03-13' }))
      .thenStatus('CONSULTING');
  });

  it('after the due date, which pauses nothing (R-35)', () => {
    given(...HISTORY_OF.RUNNING)
      .when(command('ConsultThirdParty', { ...thirdParty, sentOn: '2025-04-01' }))
      .thenFindings('F_CONSULT_AFTER_DUE');
  });

  it('not before the running period began, nor with an impossible period', () => {
    given(...HISTORY_OF.RUNNING)
      .when(command('ConsultThirdParty', { ...thirdParty, sentOn: '2025-03-02' }))
      .thenRejected('E_DATE_ORDER', 'sentOn');
    given(...HISTORY_OF.RUNNING)
      .when(command('ConsultAgency', { ...SAMPLE_OF.ConsultAgency, periodWd: 0 }))
      .thenRejected('E_MISSING', 'periodWd');
  });

  it('while the case is decided again, from the order on', () => {
    given(...HISTORY_OF.REDECIDING)
      .when(command('ConsultThirdParty', SAMPLE_OF.ConsultThirdParty))
      .thenStatus('REDECIDING');
    given(...HISTORY_OF.REDECIDING)
      .when(command('ConsultThirdParty', { ...SAMPLE_OF.ConsultThirdParty, sentOn: '2025-05-05' }))
      .thenRejected('E_DATE_ORDER');
  });
});

describe('the letter arrives', () => {
  const received = command('RecordConsulteeReceipt', SAMPLE_OF.RecordConsulteeReceipt);

  it('and starts the opinion period, once', () => {
    given(...HISTORY_OF.CONSULTING)
      .when(received)
      .then(e.consultationNoticeReceived('2025-03-12'));
    given(...HISTORY_OF.CONSULTING, e.consultationNoticeReceived('2025-03-12'))
      .when(received)
      .thenRejected('E_STATE');
  });

  it('not before it was sent, and not for a consultation that is not open', () => {
    given(...HISTORY_OF.CONSULTING)
      .when(command('RecordConsulteeReceipt', { consultId: 'consult-1', receivedOn: '2025-03-09' }))
      .thenRejected('E_DATE_ORDER', 'receivedOn');
    given(...HISTORY_OF.CONSULTING)
      .when(command('RecordConsulteeReceipt', { consultId: 'nobody', receivedOn: '2025-03-12' }))
      .thenRejected('E_CONSULT_UNKNOWN', 'consultId');
  });
});

describe('the opinion', () => {
  it('of a third party ends the pause (R-34)', () => {
    given(...HISTORY_OF.CONSULTING)
      .when(
        command('RecordOpinion', {
          ...SAMPLE_OF.RecordOpinion,
          opinion: 'object',
          ground: '商业秘密',
          groundReasonable: true,
        }),
      )
      .then(e.thirdPartyOpinion('2025-03-20', 'object', { ground: '商业秘密', groundReasonable: true }))
      .thenStatus('RUNNING');
  });

  it('of an agency is an agency’s', () => {
    given(e.registered('2025-03-03'), e.agencyConsulted('2025-03-10', { consultId: 'consult-1' }))
      .when(command('RecordOpinion', { ...SAMPLE_OF.RecordOpinion, ground: '同意公开' }))
      .then(
        e.event('AgencyOpinionReceived', {
          consultId: 'consult-1',
          receivedOn: '2025-03-20',
          opinion: 'agree',
          text: '同意公开',
        }),
      );
  });

  it('does not come before the letter did', () => {
    given(...HISTORY_OF.CONSULTING, e.consultationNoticeReceived('2025-03-21'))
      .when(command('RecordOpinion', SAMPLE_OF.RecordOpinion))
      .thenRejected('E_DATE_ORDER', 'receivedOn');
  });

  it('does not come twice', () => {
    given(...HISTORY_OF.CONSULTING, e.agencyConsulted('2025-03-11'), e.thirdPartyOpinion('2025-03-19', 'agree'))
      .when(command('RecordOpinion', SAMPLE_OF.RecordOpinion))
      .thenRejected('E_CONSULT_UNKNOWN');
  });

  it('fails to come: over on the first day after the period (X14)', () => {
    const lapse = command('LapseConsultation', { consultId: 'consult-1' });
    given(...silent)
      .when(lapse, { today: '2025-04-22' })
      .thenRejected('E_NOT_YET');
    given(...silent)
      .when(lapse, { today: '2025-04-23' })
      .then(e.thirdPartyLapsed('2025-04-23'))
      .thenStatus('RUNNING');
    given(...HISTORY_OF.CONSULTING)
      .when(lapse)
      .thenRejected('E_NOT_DELIVERED');
  });

  it('of a silent co-maker lapses too, as consent (R-47)', () => {
    given(
      e.registered('2025-03-24'),
      e.agencyConsulted('2025-03-28', { consultId: 'consult-1' }),
      e.consultationNoticeReceived('2025-03-31'),
    )
      .when(command('LapseConsultation', { consultId: 'consult-1' }))
      .then(e.event('AgencyConsultationLapsed', { consultId: 'consult-1', lapsedOn: '2025-04-23' }));
  });

  it('is no longer asked for', () => {
    given(...HISTORY_OF.CONSULTING)
      .when(command('CancelConsultation', SAMPLE_OF.CancelConsultation))
      .then(e.consultationCancelled('2025-03-20'))
      .thenStatus('RUNNING');
    given(...HISTORY_OF.CONSULTING)
      .when(command('CancelConsultation', { ...SAMPLE_OF.CancelConsultation, cancelledOn: '2025-03-09' }))
      .thenRejected('E_DATE_ORDER', 'cancelledOn');
    given(...HISTORY_OF.CONSULTING)
      .when(command('CancelConsultation', { ...SAMPLE_OF.CancelConsultation, consultId: 'nobody' }))
      .thenRejected('E_CONSULT_UNKNOWN');
  });
});

describe('the applicant is asked for reasons (R-40)', () => {
  const ask = command('RequestReasons', SAMPLE_OF.RequestReasons);
  const answer = command('ReceiveReasons', SAMPLE_OF.ReceiveReasons);

  it('once, while the clock runs on', () => {
    given(...HISTORY_OF.RUNNING)
      .when(ask)
      .then(e.reasonsRequested('2025-03-05'))
      .thenStatus('RUNNING');
    given(...HISTORY_OF.RUNNING, e.reasonsRequested('2025-03-04'))
      .when(ask)
      .thenRejected('E_STATE');
    given(e.registered('2025-03-06')).when(ask).thenRejected('E_DATE_ORDER', 'sentOn');
  });

  it('and answers once, after being asked', () => {
    const asked = [...HISTORY_OF.RUNNING, e.reasonsRequested('2025-03-05')];
    given(...asked)
      .when(answer)
      .then(e.reasonsReceived('2025-03-10'));
    given(...HISTORY_OF.RUNNING)
      .when(answer)
      .thenRejected('E_STATE');
    given(...asked, e.reasonsReceived('2025-03-07'))
      .when(answer)
      .thenRejected('E_STATE');
    given(...HISTORY_OF.RUNNING, e.reasonsRequested('2025-03-11'))
      .when(answer)
      .thenRejected('E_DATE_ORDER');
  });
});
