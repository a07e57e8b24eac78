import express, { type NextFunction, type Request, type Response } from 'express';
import { Refusal } from '../problems/problem';

const JSON_LIMIT = 1024 * 1024;
/** Deeper than any body of ours; stops nesting bombs before anything walks them (F10). */
const MAX_DEPTH = 20;

/** Reads JSON bodies up to 1 MB and 20 levels. */
export const readJson = express.json({
  limit: JSON_LIMIT,
  type: ['application/json', 'application/*+json'],
  verify: (_request, _response, bytes) => {
    if (depthOf(bytes) > MAX_DEPTH) throw new Refusal('E_BODY_MALFORMED');
  },
});

/** A body in another language than JSON is refused, not ignored. */
export function requireJson(request: Request, _response: Response, next: NextFunction): void {
  const empty = request.headers['content-length'] === '0' || !hasBody(request);
  if (request.body !== undefined || empty) return next();
  next(new Refusal('E_BODY_TYPE'));
}

function hasBody({ headers }: Request): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Names what the body parser refuses by its kind; its own messages quote the body. */
export function nameBodyErrors(error: unknown, _request: Request, _response: Response, next: NextFunction): void {
  next(refusalOf(error) ?? error);
}

function refusalOf(error: unknown): Refusal | undefined {
  switch ((error as { type?: unknown }).type) {
    case 'entity.parse.failed':
    case 'entity.verify.failed':
    case 'request.size.invalid':
    case 'request.aborted':
      return new Refusal('E_BODY_MALFORMED');
    case 'entity.too.large':
      return new Refusal('E_BODY_TOO_LARGE', { context: { limitBytes: (error as { limit?: number }).limit ?? 0 } });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new Refusal('E_BODY_ENCODING');
    default:
      return undefined;
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** Deepest nesting of brackets outside strings. */
export function depthOf(json: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) deepest = Math.max(deepest, ++depth);
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return deepest;
}
