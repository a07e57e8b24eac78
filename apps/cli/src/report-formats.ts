import { renderDocx, renderHtml, renderJson, renderXlsx, type AnnualReport } from '@app/annual-report';

export type ReportFormat = 'docx' | 'html' | 'xlsx' | 'json';

export const RENDERERS: Record<ReportFormat, (report: AnnualReport) => Promise<string | Buffer>> = {
  docx: renderDocx,
  html: renderHtml,
  xlsx: renderXlsx,
  json: renderJson,
};

export const REPORT_FORMATS = Object.keys(RENDERERS);

export const isReportFormat = (text: string): text is ReportFormat => Object.hasOwn(RENDERERS, text);
