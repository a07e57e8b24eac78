export { claimText, type CellProof, type ProofMember } from './format';
export { OpenedContradicts } from './moved-by';
export { typesOf } from './fitting';
export { NotSealed, proveCell, type ProofOrder, type Showing } from './make-proof';
export { PROOF_FAULT_KINDS, verifyProof, type ProofFault, type ProofFaultKind, type ProofReport } from './verify-proof';
