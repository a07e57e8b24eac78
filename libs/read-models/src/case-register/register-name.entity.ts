import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The applicant's name in the clear, apart from everything else so that an erasure can empty it (D9). */
@Entity({ name: 'register_name' })
export class RegisterName {
  @PrimaryColumn({ type: 'text', name: 'case_id' })
  caseId!: string;
  @Column({ type: 'text', name: 'applicant_name' })
  applicantName!: string;
  /** The name as it is searched for: compatibility forms folded, no spaces, lower case. */
  @Column({ type: 'text', name: 'search_key' })
  searchKey!: string;
}
