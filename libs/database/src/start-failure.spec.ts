import { troubleOfOutput } from './start-failure';

const said = (sentence: string) =>
  `2026-01-05 01:02:03.456 UTC [77] FATAL:  ${sentence}\n2026-01-05 01:02:03.457 UTC [77] LOG:  bye\n`;

it.each([
  ['lock file "postmaster.pid" already exists', 'TRY_AGAIN'],
  ['pre-existing shared memory block (key 1, ID 2) is still in use', 'TRY_AGAIN'],
  ['could not create any TCP/IP sockets', 'PORT_TAKEN'],
])('hears in "%s": %s', (sentence, trouble) => {
  expect(troubleOfOutput(said(sentence), '/data')).toBe(trouble);
});

it.each([
  ['could not write lock file "postmaster.pid": No space left on device', 'DISK_FULL'],
  ['could not open file "global/pg_control": Read-only file system', 'READ_ONLY'],
  ['database files are incompatible with server', 'WRONG_VERSION'],
])('hears in "%s": %s, and repeats the sentence', (sentence, code) => {
  expect(troubleOfOutput(said(sentence), '/data')).toMatchObject({ code, detail: `/data: ${sentence}` });
});

it('does not guess at what it has never heard', () => {
  expect(troubleOfOutput(said('the dog ate it'), '/data')).toBeUndefined();
});
