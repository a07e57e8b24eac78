import type { RejectionCode } from '@app/disclosure';
import type { EdgeCode } from './edge-codes';

/** Every code an answer can carry: the law's refusals and those of the HTTP edge. */
export type ProblemCode = RejectionCode | EdgeCode;

/** One place in the request that is wrong. Says where and why, never what was sent. */
export interface ProblemPlace {
  /** JSON pointer (RFC 6901) into the body. */
  pointer?: string;
  /** Query or path parameter. */
  parameter?: string;
  /** Request header. */
  header?: string;
  /** Rule of this very place. */
  rule?: string;
  zh: string;
  en: string;
}

/** Body of every error answer: RFC 9457 with our members, Chinese first (D13, D16). */
export interface Problem {
  type: string;
  title: string;
  titleEn: string;
  status: number;
  detail: string;
  detailEn: string;
  code: ProblemCode;
  /** The rule that refuses, e.g. `R-31`. */
  rule: string;
  /** Field of the command the refusal is about. */
  field?: string;
  pointer?: string;
  errors?: ProblemPlace[];
  /** Dates, numbers and codes that explain the refusal. */
  context?: Record<string, string | number>;
  /** Identity of this occurrence; also in the log and in `X-Request-Id`. */
  instance: string;
}

/** Thrown by the edge itself; the filter turns it into a `Problem`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: ProblemCode,
    readonly place: {
      /** The rule of this very refusal, where its code stands for several. */
      rule?: string;
      errors?: ProblemPlace[];
      context?: Record<string, string | number>;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(code);
  }
}
