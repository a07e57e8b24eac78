import { renderDocx, renderHtml, renderJson, renderXlsx, type AnnualReport } from '@app/annual-report';

export type ReportFormat = 'docx' | 'html' | 'xlsx' | 'json';

interface FormatDefinition {
  mediaType: string;
  kind: 'inline' | 'attachment';
  render: (report: AnnualReport) => Promise<Buffer | string> | Buffer | string;
}

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
