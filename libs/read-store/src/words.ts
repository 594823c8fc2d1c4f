/** The words of a text, as every search index takes them apart: runs of letters and digits. Fold the text first. */
export const wordsIn = (folded: string): readonly string[] => folded.match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
