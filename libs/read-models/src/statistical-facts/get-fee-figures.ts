import { Query } from '@nestjs/cqrs';

/** The figures of the fee statement, whole yuan. */
export interface FeeFigures {
  unit: string;
  year: number;
  /** Notices sent in the year. */
  notices: number;
  noticedYuan: number;
  /** Paid in the year less refunded in the year. */
  collectedYuan: number;
  /** Cases with money received or refunded in the year. */
  payingCases: number;
  position: number;
}

/** What was noticed and collected in fees? @throws ProjectionStopped, ReadModelBehind, UnknownUnit */
export class GetFeeFigures extends Query<FeeFigures> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}
