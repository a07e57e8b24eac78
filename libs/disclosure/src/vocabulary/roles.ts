/** Who acts. The role travels with every event; the decider checks it where the law names an office. */
export type Role = 'registrar' | 'handler' | 'office_head' | 'signer' | 'statistician' | 'auditor' | 'admin' | 'system';

export const ROLES: Record<Role, string> = {
  registrar: '登记人员',
  handler: '承办人员',
  office_head: '政府信息公开工作机构负责人',
  signer: '签发人',
  statistician: '统计人员',
  auditor: '审计人员',
  admin: '管理员',
  system: '系统',
};

/** `id` is an account name, never a person's identity number. */
export interface Actor {
  id: string;
  role: Role;
}
