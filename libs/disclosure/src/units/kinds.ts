import type { UnitKind } from '../events/catalogue';

/** What a unit is called by its kind. */
export const UNIT_KINDS: Record<UnitKind, string> = {
  department: '部门',
  government: '人民政府',
  office: '政府办公机构',
  township: '乡镇、街道',
};

export const isUnitKind = (text: string): text is UnitKind => Object.hasOwn(UNIT_KINDS, text);
