import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CivilDate } from '@app/disclosure';

/** One application among its applicant's of a calendar month. Who that is cannot be read from the key. */
@Entity({ name: 'applicant_piece' })
export class ApplicantPiece {
  @PrimaryColumn({ type: 'text', name: 'case_id' })
  caseId!: string;
  @Column({ type: 'text' })
  unit!: string;
  /** Keyed hash; null where the applicant is not known well enough to be recognised. */
  @Column({ type: 'text', name: 'applicant_key', nullable: true })
  applicantKey!: string | null;
  @Column({ type: 'date', name: 'received_on', nullable: true })
  receivedOn!: CivilDate | null;
  /** False for void and split cases: they are no applications, or their parts are. */
  @Column({ type: 'boolean' })
  counted!: boolean;
  /** Position of the registration: the order of those received on one day. */
  @Column({ type: 'bigint', name: 'registered_position' })
  registeredPosition!: number;
}
