import { Unstorable } from './errors';
import type { AppendRequest } from './port';
import { bodyText } from './stored-event';

export interface DoorLimits {
  /** Largest body of one event in bytes of UTF-8. */
  maxBodyBytes: number;
  /** Deepest nesting of objects and arrays within `data` or `metadata`. */
  maxDepth: number;
}
export const DOOR_LIMITS: DoorLimits = { maxBodyBytes: 1_048_576, maxDepth: 20 };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const MAX_NAME = 512;

/**
 * Lets through only what comes back from the store exactly as it went in (F10), and returns the body texts.
 * @throws Unstorable with the JSON path and the reason, never the value
 */
export function checkedBodies(request: AppendRequest, limits: DoorLimits = DOOR_LIMITS): string[] {
  checkName(request.stream, 'stream');
  checkExpected(request.expectedRevision);
  checkUuid(request.commandId, 'commandId');
  if (request.digest !== undefined && !DIGEST.test(request.digest))
    throw new Unstorable('digest', 'not SHA-256 in hex');
  request.newKeys?.forEach((key, index) => {
    checkName(key.subject, `newKeys[${index}].subject`);
    checkUuid(key.keyId, `newKeys[${index}].keyId`);
  });
  if (request.events.length === 0) throw new Unstorable('events', 'at least one event');
  const ids = new Set<string>();
  return request.events.map((event, index) => {
    const at = `events[${index}]`;
    checkUuid(event.id, `${at}.id`);
    if (ids.has(event.id)) throw new Unstorable(`${at}.id`, 'twice in one request');
    ids.add(event.id);
    checkName(event.type, `${at}.type`);
    checkVersion(event.schemaVersion, `${at}.schemaVersion`);
    checkCivilDate(event.effectiveOn, `${at}.effectiveOn`);
    checkName(event.actor.id, `${at}.actor.id`);
    checkName(event.actor.role, `${at}.actor.role`);
    checkObject(event.data, `${at}.data`, limits.maxDepth);
    checkObject(event.metadata, `${at}.metadata`, limits.maxDepth);
    const body = bodyText(event);
    if (Buffer.byteLength(body) > limits.maxBodyBytes)
      throw new Unstorable(at, `larger than ${limits.maxBodyBytes} bytes`);
    return body;
  });
}

function checkExpected(expected: unknown): void {
  if (expected === 'no_stream') return;
  if (Number.isSafeInteger(expected) && (expected as number) >= 0 && !Object.is(expected, -0)) return;
  throw new Unstorable('expectedRevision', 'neither no_stream nor a revision');
}

function checkUuid(value: unknown, path: string): void {
  if (typeof value !== 'string' || !UUID.test(value)) throw new Unstorable(path, 'not a lower-case UUID');
}

function checkName(value: unknown, path: string): void {
  if (typeof value !== 'string' || value === '') throw new Unstorable(path, 'not a text');
  if (value.length > MAX_NAME) throw new Unstorable(path, `longer than ${MAX_NAME}`);
  checkText(value, path);
}

function checkVersion(value: unknown, path: string): void {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > 32_767) {
    throw new Unstorable(path, 'not a version from 1');
  }
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function checkCivilDate(value: unknown, path: string): void {
  const match = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  if (!match) throw new Unstorable(path, 'not a civil date');
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && !leap ? 28 : DAYS_IN_MONTH[month - 1];
  if (year === 0 || last === undefined || day < 1 || day > last) throw new Unstorable(path, 'not a civil date');
}

function checkText(value: string, path: string): void {
  if (value.includes('\0')) throw new Unstorable(path, 'NUL');
  if (LONE_SURROGATE.test(value)) throw new Unstorable(path, 'lone surrogate');
}

function checkObject(value: unknown, path: string, depth: number): void {
  if (!isPlainObject(value)) throw new Unstorable(path, 'not an object');
  checkValue(value, path, depth);
}

/** Walks the value; a property that is `undefined` is the same as an absent one, everything else must survive JSON. */
function checkValue(value: unknown, path: string, depth: number): void {
  switch (typeof value) {
    case 'string':
      return checkText(value, path);
    case 'boolean':
      return;
    case 'number':
      return checkNumber(value, path);
    case 'object':
      if (value === null) return;
      if (depth === 0) throw new Unstorable(path, 'nested too deep');
      return checkMembers(value, path, depth - 1);
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      throw new Unstorable(path, `${typeof value} is not JSON`);
  }
}

function checkNumber(value: number, path: string): void {
  if (!Number.isFinite(value)) throw new Unstorable(path, 'not a finite number');
  if (Object.is(value, -0)) throw new Unstorable(path, 'minus zero');
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new Unstorable(path, 'number beyond 2^53');
}

function checkMembers(value: object, path: string, depth: number): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) checkValue(value[i], `${path}[${i}]`, depth);
    return;
  }
  if (!isPlainObject(value)) throw new Unstorable(path, 'not a plain object');
  for (const [key, member] of Object.entries(value)) {
    if (key.includes('\0') || LONE_SURROGATE.test(key))
      throw new Unstorable(path, 'a key with NUL or a lone surrogate');
    if (member !== undefined) checkValue(member, `${path}.${key}`, depth);
  }
}

/** A plain object in this or another realm (a sandboxed test runner has its own `Object`). */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  if ('toJSON' in value && typeof value.toJSON === 'function') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
