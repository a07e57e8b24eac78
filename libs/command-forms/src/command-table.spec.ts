import { z } from 'zod';
import { bodySchema, COMMAND_NAMES, COMMAND_FORMS } from './command-table';
import { madeIdOf } from './made-ids';

describe('the command table', () => {
  it('has one path for each command', () => {
    const paths = COMMAND_NAMES.map((name) => COMMAND_FORMS[name].path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it.each(COMMAND_NAMES)('%s can be told as JSON schema, refuses unknown fields and takes a note', (name) => {
    const schema = z.toJSONSchema(bodySchema(name), { io: 'input' });
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(Object.keys(schema.properties ?? {})).toContain('note');
  });
});

describe('the id of what a command opens', () => {
  const command = '11111111-1111-4111-8111-111111111111';

  it('is the same for a repetition of the command and another for another command', () => {
    const made = madeIdOf('ConsultAgency', command, {});
    expect(madeIdOf('ConsultAgency', command, {})).toEqual(made);
    expect(madeIdOf('ConsultAgency', command.replace('8', '9'), {})).not.toEqual(made);
  });

  it('is the client’s where it sends one', () => {
    expect(madeIdOf('RecordLitigation', command, { suitId: 's' })).toEqual({ suitId: 's' });
  });

  it('is not made for commands that open nothing', () => {
    expect(madeIdOf('Decide', command, {})).toEqual({});
  });
});
