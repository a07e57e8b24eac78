import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMPTY_HEAD, headAfter, headerBytes, leafHash, type StoredEvent, verifyChain } from '@app/event-store';

const page = readFileSync(join(__dirname, '../../docs/log-format.md'), 'utf8');
const example = page.slice(page.indexOf('## Example'));
const blocks = (language: string) =>
  [...example.matchAll(new RegExp(`\`\`\`${language}\n([^\`]*)\`\`\``, 'g'))].map((match) => match[1]!);

it('the example of docs/log-format.md is what the chain computes', async () => {
  const event = JSON.parse(blocks('json')[0]!) as StoredEvent;
  const [header, body, leaf, head] = blocks('hex').map((text) => text.replace(/\s/g, ''));
  expect(headerBytes(event).toString('hex')).toBe(header);
  expect(createHash('sha256').update(event.body).digest('hex')).toBe(body);
  expect(leafHash(event).toString('hex')).toBe(leaf);
  expect(headAfter(EMPTY_HEAD, event)).toBe(head);
  expect(await verifyChain([{ ...event, hash: head! }])).toEqual({ events: 1, streams: 1, faults: [] });
});

it('the example can be computed from the page alone', () => {
  const { actor, body, ...fields } = JSON.parse(blocks('json')[0]!) as StoredEvent;
  const sha = (...parts: (Buffer | string)[]) =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((p) => Buffer.from(p))))
      .digest();
  const header = [...Object.values(fields), actor.id, actor.role].flatMap((value) => {
    const text = Buffer.from(String(value));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    return [length, text];
  });
  const leaf = sha(Buffer.from([0]), ...header, sha(body));
  const head = sha(Buffer.from([1]), Buffer.alloc(32), leaf);
  expect(head.toString('hex')).toBe(blocks('hex')[3]!.trim());
});
