export { FONTS } from './fonts';
export { packOfficialDocument, type OfficialDocument } from './pack';
export { OFFICIAL_STYLE, officialFont, TWO_CHARACTERS } from './styles';
export { twips } from './twips';
