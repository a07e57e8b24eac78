import type { z } from 'zod';
import type { CaseCommandData, CaseCommandName } from '@app/disclosure';
import type { SplitApplicationRequest } from '@app/use-cases';

/** Fields of a command that stand in the path, not in the body. */
export interface PathFields {
  RegisterApplication: 'unit';
  RecordConsulteeReceipt: 'consultId';
  RecordOpinion: 'consultId';
  LapseConsultation: 'consultId';
  CancelConsultation: 'consultId';
  AnswerReconsideration: 'reconId';
  ConcludeReconsideration: 'reconId';
  RecordInstanceResult: 'suitId';
  ConcludeLitigation: 'suitId';
}

/** Fields the server makes when the client leaves them out. */
export interface MadeFields {
  RegisterApplication: 'caseNo';
  ConsultThirdParty: 'consultId';
  ConsultAgency: 'consultId';
  RecordReconsideration: 'reconId';
  RecordLitigation: 'suitId';
}

type FieldOf<Table, K> = K extends keyof Table ? Table[K] : never;

/** Commands told in other words than the law's: ids and numbers inside lists are made by the use case. */
interface ToldOtherwise {
  SplitApplication: SplitApplicationRequest['data'];
}

/** The JSON body of a command: its data without what the path says. */
export type BodyOf<K extends CaseCommandName> = K extends keyof ToldOtherwise ? ToldOtherwise[K] : DataOf<K>;

type DataOf<K extends CaseCommandName> = Omit<
  CaseCommandData[K],
  (FieldOf<PathFields, K> | FieldOf<MadeFields, K>) & string
> & {
  [F in FieldOf<MadeFields, K> & keyof CaseCommandData[K]]?: CaseCommandData[K][F];
};

/** One zod part for every field, optional ones too: a field without its part does not compile, nor a part without field. */
export type Shape<K extends CaseCommandName> = { [F in keyof BodyOf<K>]-?: z.ZodType<BodyOf<K>[F]> };

/** How a command is reached over HTTP. */
export interface CommandForm<K extends CaseCommandName> {
  /** Below `/api/v1/`. */
  path: K extends 'RegisterApplication'
    ? `units/:unit/${string}`
    : K extends keyof PathFields
      ? `cases/:caseId/${string}/:${PathFields[K]}/${string}`
      : `cases/:caseId/${string}`;
  zh: string;
  en: string;
  /** Rules it stands on. */
  rule: string;
  shape: Shape<K>;
}

export type CommandTable = { [K in CaseCommandName]: CommandForm<K> };
