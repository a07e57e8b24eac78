import type { AnnualReport } from '../compose/report';
import { renderDocx } from './docx/render-docx';
import { renderHtml } from './html/render-html';
import { renderJson } from './json';
import { renderXlsx } from './xlsx/render-xlsx';

export type ReportFormat = 'docx' | 'html' | 'xlsx' | 'json';

interface FormatDefinition {
  mediaType: string;
  /** Shown by a browser, or kept as a file. */
  kind: 'inline' | 'attachment';
  render: (report: AnnualReport) => Promise<Buffer | string> | Buffer | string;
}

/** The documents a report can be. */
export const REPORT_FORMATS: Record<ReportFormat, FormatDefinition> = {
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    kind: 'attachment',
    render: renderDocx,
  },
  html: { mediaType: 'text/html; charset=utf-8', kind: 'inline', render: renderHtml },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    kind: 'attachment',
    render: renderXlsx,
  },
  json: { mediaType: 'application/json; charset=utf-8', kind: 'inline', render: renderJson },
};

export const isReportFormat = (text: string): text is ReportFormat => Object.hasOwn(REPORT_FORMATS, text);
