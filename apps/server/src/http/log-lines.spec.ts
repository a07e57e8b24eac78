import { LogLines } from './log-lines';

/** A disk with room for so many bytes. */
class Disk {
  text = '';
  constructor(public room: number) {}
  readonly write = (bytes: Uint8Array): number => {
    if (this.room === 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    const written = bytes.subarray(0, this.room);
    this.text += Buffer.from(written).toString('utf8');
    this.room -= written.length;
    return written.length;
  };
  get lines(): string[] {
    return this.text.split('\n').filter(Boolean);
  }
}

describe('lines of a log whose disk is full (F12)', () => {
  it('are dropped without a word to whoever writes, and counted once there is room', () => {
    const disk = new Disk(4);
    const lines = new LogLines(disk.write);
    for (const line of ['one\n', 'two\n', 'three\n']) lines.write(line);
    disk.room = 1_000;
    lines.write('four\n');
    lines.write('five\n');
    expect(disk.lines).toEqual(['one', expect.stringContaining('"lost":2'), 'four', 'five']);
  });

  it('of which half was written do not spoil the next', () => {
    const disk = new Disk(2);
    const lines = new LogLines(disk.write);
    lines.write('one\n');
    disk.room = 1_000;
    lines.write('two\n');
    expect(disk.lines).toEqual(['on', expect.stringContaining('"lost":1'), 'two']);
  });

  it('wait a moment for a slow reader, and no longer', () => {
    let busy = 3;
    const written: string[] = [];
    const lines = new LogLines((bytes) => {
      if (busy-- > 0) throw Object.assign(new Error('slow'), { code: 'EAGAIN' });
      written.push(Buffer.from(bytes).toString('utf8'));
      return bytes.length;
    });
    lines.write('one\n');
    expect(written).toEqual(['one\n']);
    busy = Infinity;
    lines.write('two\n');
    expect(written).toHaveLength(1);
  });
});
