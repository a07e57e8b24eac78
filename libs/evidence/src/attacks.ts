import type { FaultKind } from './fault-kinds';

/** What somebody with all rights on the database can do to the log; each is tried by `test/faults/tampering`. */
export type Attack =
  | 'body_byte'
  | 'header_field'
  | 'stored_hash'
  | 'command_id'
  | 'drop'
  | 'drop_and_rechain'
  | 'swap'
  | 'insert'
  | 'insert_and_rechain'
  | 'append_past_head'
  | 'cut_tail'
  | 'store_id'
  | 'head_row'
  | 'rewrite_stream'
  | 'seal_unsigned'
  | 'seal_other_key'
  | 'seal_text'
  | 'seal_dropped'
  | 'key_destroyed'
  | 'key_deleted'
  | 'key_brought_back'
  | 'reseal_all_other_key'
  | 'cut_tail_and_head'
  | 'older_backup'
  | 'unseal_and_rewrite'
  | 'reseal_own_key'
  | 'rewrite_unsealed'
  | 'command_digest'
  | 'wrapped_key';

/** What it takes to see an attack: the log alone, the right public key from elsewhere, a deposited seal, or no means of these. */
export type FoundBy = 'log' | 'public_key' | 'deposit' | 'nothing';

export interface AttackMeaning {
  what: string;
  found: FoundBy;
  /** Kinds of which at least one is named. */
  by: readonly FaultKind[];
  /** Why less does not suffice, or what answers it instead. */
  because?: string;
}

const log = (what: string, ...by: FaultKind[]): AttackMeaning => ({ what, found: 'log', by });
const deposit = (what: string, because: string, ...by: FaultKind[]): AttackMeaning => ({
  what,
  found: 'deposit',
  by,
  because,
});
const nothing = (what: string, because: string): AttackMeaning => ({ what, found: 'nothing', by: [], because });

/** The one table of attacks: `docs/evidence.md` shows it, and the fault injection holds the verifier to it. */
export const ATTACKS: Record<Attack, AttackMeaning> = {
  body_byte: log('one character of a stored body changed', 'HASH_MISMATCH'),
  header_field: log(
    'one header field changed: position, stream, revision, id, type, schema version, day, instant, account or role',
    'HASH_MISMATCH',
    'POSITION_GAP',
    'TAIL_MISSING',
  ),
  stored_hash: log('a stored hash changed', 'HASH_MISMATCH'),
  command_id: log('the command id beside an event changed', 'COMMAND_ID'),
  drop: log('an event deleted', 'POSITION_GAP', 'TAIL_MISSING'),
  drop_and_rechain: log(
    'an event deleted, places closed up, the chain and the head row computed anew',
    'SEAL_ROOT',
    'SEAL_NUMBER',
    'SEAL_RANGE',
  ),
  swap: log('two events exchanged', 'HASH_MISMATCH'),
  insert: log('an event put in between two, the later ones moved on', 'HASH_MISMATCH'),
  insert_and_rechain: log('the same, the chain and the head row computed anew', 'SEAL_ROOT', 'SEAL_RANGE'),
  append_past_head: log('an event put after the last one, well chained, past the store', 'HEAD_BEHIND'),
  cut_tail: log('the last events deleted', 'TAIL_MISSING'),
  store_id: log('the store id changed', 'SEAL_STORE'),
  head_row: log('position or hash of the head row changed', 'HEAD_MISMATCH', 'HEAD_BEHIND', 'TAIL_MISSING'),
  rewrite_stream: log(
    'all events of one stream rewritten, every hash up to the end and the head row computed anew',
    'SEAL_ROOT',
    'SEAL_SIGNATURE',
    'SEAL_UNREADABLE',
  ),
  seal_unsigned: log('a seal without its signature, the chain computed anew', 'SEAL_SIGNATURE', 'SEAL_UNREADABLE'),
  seal_other_key: log('a seal signed by another key, the chain computed anew', 'SEAL_KEY'),
  seal_text: log('the text of a seal changed, its signature kept, the chain computed anew', 'SEAL_SIGNATURE'),
  seal_dropped: log(
    'a seal deleted, places closed up, the chain computed anew',
    'SEAL_NUMBER',
    'SEAL_RANGE',
    'SEAL_ROOT',
  ),
  key_destroyed: log('a data key destroyed without an erasure', 'KEY_DESTROYED'),
  key_deleted: log('a row of data keys deleted', 'KEY_MISSING'),
  key_brought_back: log('the destroyed data key of an erased person put back', 'KEY_CAME_BACK'),
  reseal_all_other_key: {
    what: 'an event rewritten, everything chained anew and every seal made anew with another key',
    found: 'public_key',
    by: ['SEAL_KEY'],
    because: 'The log brings its public key along, and a forger brings his own: which one is right has to be known.',
  },
  cut_tail_and_head: deposit(
    'the last events deleted, and the head row set back to what is left',
    'What is left is a log that was once whole and true, seals included.',
    'DEPOSIT_BEYOND',
    'DEPOSIT_MISSING',
  ),
  older_backup: deposit(
    'an older backup of the database in place of the log',
    'It is a log that was once whole and true, seals included.',
    'DEPOSIT_BEYOND',
  ),
  unseal_and_rewrite: deposit(
    'the last seal deleted, an event that it covered rewritten, the chain and the head row computed anew',
    'No seal in the log covers the place any more, as if it had not been sealed yet.',
    'DEPOSIT_MISSING',
    'DEPOSIT_ROOT',
  ),
  reseal_own_key: deposit(
    'an event rewritten, everything chained and sealed anew with the very key of the log',
    'Whoever owns the server can have its key. Only what left the house before cannot be taken back.',
    'DEPOSIT_ROOT',
    'DEPOSIT_DIFFERS',
  ),
  rewrite_unsealed: nothing(
    'an event that no seal covers yet rewritten, the chain and the head row computed anew',
    'Nobody promised anything about it yet. Seals are made once a day, at every publication and on request.',
  ),
  command_digest: nothing(
    'the digest by which a repeated command is recognised changed',
    'It is no evidence: a repetition would be refused, or answered as another command; no event changes.',
  ),
  wrapped_key: nothing(
    'the wrapped text of a data key changed',
    'It does not open any more: reading the case says E_UNDECIPHERABLE. Event, chain and statistics stay as they are.',
  ),
};
