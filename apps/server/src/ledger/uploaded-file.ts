import express, { type NextFunction, type Request, type Response } from 'express';
import multer from 'multer';
import { Refusal } from '../problems/problem';

/** L-17. */
const UPLOAD_LIMIT = 50 * 1024 * 1024;

/** Where uploads come in; JSON has its own, smaller limit. */
export const UPLOAD_PATH = /^\/api\/v1\/units\/[^/]+\/ledger$/;

const form = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 5, fieldSize: 1024, parts: 6 },
  defParamCharset: 'utf8',
}).single('file');
const raw = express.raw({ type: () => true, limit: UPLOAD_LIMIT });

/** Takes a file either as the field `file` of a form or as the whole body. */
export function readUpload(request: Request, response: Response, next: NextFunction): void {
  if (request.method !== 'POST') return next();
  const named = (error?: unknown): void => next(error === undefined ? undefined : (uploadRefusal(error) ?? error));
  if (request.is('multipart/form-data')) form(request, response, named);
  else raw(request, response, named);
}

function uploadRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof multer.MulterError)) {
    const broken =
      error instanceof Error && /^(Malformed part header|Unexpected end of form|Multipart)/.test(error.message);
    return broken ? new Refusal('E_BODY_MALFORMED') : undefined;
  }
  return error.code === 'LIMIT_FILE_SIZE'
    ? new Refusal('E_BODY_TOO_LARGE', { context: { limitBytes: UPLOAD_LIMIT } })
    : new Refusal('E_VALIDATION', {
        errors: [{ pointer: '/file', zh: '表单应只含一个文件字段 file', en: 'send one file in the field `file`' }],
      });
}

/** What was sent. @throws Refusal E_VALIDATION when there is nothing */
export function uploadedFile(request: Request, name: string | undefined): { name: string; bytes: Buffer } {
  if (request.file) return { name: name ?? request.file.originalname, bytes: request.file.buffer };
  const body: unknown = request.body;
  if (Buffer.isBuffer(body) && body.length > 0) return { name: name ?? 'ledger', bytes: body };
  throw new Refusal('E_VALIDATION', {
    errors: [{ pointer: '/file', zh: '没有文件', en: 'no file was sent' }],
  });
}
