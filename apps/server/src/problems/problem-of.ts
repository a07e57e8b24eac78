import { REJECTIONS, reasonAt, type RejectionCode } from '@app/disclosure';
import { Refused } from '@app/use-cases';
import { EDGE_CODES, type EdgeDefinition } from './edge-codes';
import { edgeRefusalOf } from './edge-refusal-of';
import type { Problem, ProblemCode, ProblemPlace, Refusal } from './problem';
import { REJECTION_STATUS } from './rejection-status';

/** Path of the catalogue of problems; `type` points into it. */
const PROBLEM_CATALOGUE = '/api/v1/problems';

export interface AnsweredProblem {
  problem: Problem;
  headers: Record<string, string>;
}

/**
 * What a thrown error is called in an answer. Nothing of the error's own message goes out: parsers and drivers quote
 * what they were given.
 */
export function problemOf(error: unknown, instance: string, ifMatch: boolean): AnsweredProblem {
  if (error instanceof Refused) return refused(error, instance);
  const { code, place } = edgeRefusalOf(error, ifMatch);
  return edge(code, instance, place);
}

function refused({ rejection }: Refused, instance: string): AnsweredProblem {
  const { zh, en } = REJECTIONS[rejection.code];
  const reason = reasonAt(rejection);
  const rule = reason?.rule ?? REJECTIONS[rejection.code].rule;
  const said = (text: string, why: string | undefined): string => (why === undefined ? text : `${text}: ${why}`);
  const pointer = rejection.field === undefined ? undefined : `/${rejection.field.replaceAll('.', '/')}`;
  // The role is no field of the command: it comes in a header.
  const ofRole = rejection.code === 'E_ROLE' && pointer === undefined;
  return {
    problem: {
      ...head(rejection.code, REJECTION_STATUS[rejection.code], zh, en),
      detail: `${said(zh, reason?.zh)}（${rule}）${contextText(rejection.detail)}`,
      detailEn: `${said(en, reason?.en)} (${rule})${contextText(rejection.detail)}`,
      rule,
      ...(rejection.field !== undefined && { field: rejection.field, pointer }),
      ...(ofRole && { errors: [{ header: 'X-Role', rule, zh, en }] }),
      ...(reason && { errors: [{ pointer, rule, zh: reason.zh, en: reason.en }] }),
      ...(rejection.detail && { context: rejection.detail }),
      instance: urn(instance),
    },
    headers: {},
  };
}

/** Status, rule and sentences of a code, of the law or of the edge. */
function definitionOf(code: ProblemCode): EdgeDefinition {
  return isOfTheLaw(code) ? { ...REJECTIONS[code], status: REJECTION_STATUS[code] } : EDGE_CODES[code];
}

const isOfTheLaw = (code: ProblemCode): code is RejectionCode => Object.hasOwn(REJECTIONS, code);

function edge(code: ProblemCode, instance: string, place: Refusal['place'] = {}): AnsweredProblem {
  const { status, zh, en, rule: ruleOfCode } = definitionOf(code);
  const { rule = ruleOfCode, errors, context, headers = {} } = place;
  return {
    problem: {
      ...head(code, status, zh, en),
      detail: sentence(
        zh,
        errors?.map((place) => `${nameOf(place)}${place.zh}`),
      ),
      detailEn: sentence(
        en,
        errors?.map((place) => `${nameOf(place)}${place.en}`),
      ),
      rule,
      ...(errors?.length === 1 && errors[0]?.pointer !== undefined && { pointer: errors[0].pointer }),
      ...(errors && { errors }),
      ...(context && { context }),
      instance: urn(instance),
    },
    headers,
  };
}

const head = (code: ProblemCode, status: number, title: string, titleEn: string) => ({
  type: `${PROBLEM_CATALOGUE}#${code}`,
  title,
  titleEn,
  status,
  code,
});

const urn = (instance: string): string => `urn:uuid:${instance}`;

/** The first few places in words; all of them stand in `errors`. */
function sentence(text: string, places: string[] | undefined): string {
  if (!places?.length) return text;
  return `${text}: ${places.slice(0, 5).join('; ')}${places.length > 5 ? '; …' : ''}`;
}

function nameOf({ pointer, parameter, header }: ProblemPlace): string {
  const name = pointer ?? parameter ?? header;
  return name ? `${name} ` : '';
}

function contextText(context: Record<string, string | number> | undefined): string {
  if (!context) return '';
  const parts = Object.entries(context).map(([key, value]) => `${key} = ${value}`);
  return parts.length > 0 ? `: ${parts.join(', ')}` : '';
}
