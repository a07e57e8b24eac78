import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { requestIdOf } from '../http/request-id';
import { traceIdOf } from '../http/trace-id';
import type { ServerLog } from '../http/server-log';
import type { ProblemCode } from './problem';
import { problemOf } from './problem-of';

/** Every error of every route leaves as problem+json (D13); what is unknown is logged without its values. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: ServerLog,
    /** Told the code of every problem. */
    private readonly onProblem: (code: ProblemCode) => void = () => undefined,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const instance = requestIdOf(request);
    const { problem, headers } = problemOf(error, instance, request.headers['if-match'] !== undefined);
    this.onProblem(problem.code);
    if (problem.code === 'E_INTERNAL') this.log.error({ instance, trace: traceIdOf(request), ...withoutValues(error) });
    if (response.headersSent) {
      // The answer was already under way: the reader must see it break off, not end well.
      response.destroy();
      return;
    }
    for (const name of ['ETag', 'Content-Disposition', 'Location']) response.removeHeader(name);
    response
      .status(problem.status)
      .set({ 'Cache-Control': 'no-store', ...headers })
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  }
}

/** Where it happened; messages can quote a person's data and stay out of the log (reliability of logs). */
function withoutValues(error: unknown): { error: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
