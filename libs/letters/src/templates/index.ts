import { LETTERS, type LetterKind } from '../letter-kinds';
import { LetterRefused } from '../letter-refused';
import { agencyConsultation, consultationNotice, thirdPartyConsultation, thirdPartyNotice } from './consultation';
import { correctionLapse, correctionNotice } from './correction';
import { decision } from './decision';
import { feeLapse, feeNotice } from './fee';
import { deferralNotice, extensionNotice, reasonsRequest } from './period';
import { receipt } from './receipt';
import type { Template } from './template';
import { withdrawalConfirmation } from './withdrawal';

/**
 * Every version of every template, oldest first: the version is the place, from 1. A sentence that changes makes a new
 * version; an old one stays as it is, because letters that were sent are rendered with it again.
 */
export const TEMPLATES: Record<LetterKind, readonly [Template, ...Template[]]> = {
  receipt: [receipt],
  correction_notice: [correctionNotice],
  extension_notice: [extensionNotice],
  third_party_consultation: [thirdPartyConsultation],
  agency_consultation: [agencyConsultation],
  consultation_notice: [consultationNotice],
  reasons_request: [reasonsRequest],
  deferral_notice: [deferralNotice],
  fee_notice: [feeNotice],
  decision: [decision],
  correction_lapse_notice: [correctionLapse],
  fee_lapse_notice: [feeLapse],
  withdrawal_confirmation: [withdrawalConfirmation],
  third_party_notice: [thirdPartyNotice],
};

/** @throws LetterRefused for a version that never was */
export function templateOf(
  kind: LetterKind,
  version: number = TEMPLATES[kind].length,
): { template: Template; version: number } {
  const template = TEMPLATES[kind][version - 1];
  if (!template) throw new LetterRefused('NO_SUCH_VERSION', 'version', LETTERS[kind].rule);
  return { template, version };
}
