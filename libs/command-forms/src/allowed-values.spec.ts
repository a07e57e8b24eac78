import { RESULT_CODES } from '@app/disclosure';
import { allowedValues } from './allowed-values';
import { bodySchema } from './command-table';

const of = (name: Parameters<typeof bodySchema>[0]) => Object.fromEntries(allowedValues(bodySchema(name)));

describe('the words a field of a form takes', () => {
  it('are told of every enumerated field, optional and nested ones too', () => {
    const codes = Object.keys(RESULT_CODES);
    expect(of('Decide')).toEqual({
      resultCode: codes,
      'itemResults[].resultCode': codes,
      remedy: ['reconsideration_first', 'either', 'none'],
    });
    expect(of('DispatchReply')).toEqual({ mode: ['china_post', 'hand', 'via_agency', 'electronic'] });
  });

  it('are none where a form has none', () => {
    expect(of('RecordDelivery')).toEqual({});
  });
});
