/** Told to the system and to be found in no figure and no span. */
export const canaries = { unit: 'canary-unit-7f', name: '金丝雀甲', text: '金丝雀事项九七' };
