// Recorded expectations that a mail standard contradicts, each with the sentence it contradicts, word for word. They
// hold wherever the mail is looked at: as it is parsed, and when it has come through the door.

/** Cases of the helpdesk corpus, by their number and file. */
export const exceptedOfHelpdesk = {
  'case 33: mail_with_inline_images.eml':
    'RFC 2392: "The Uniform Resource Locator (URL) schemes, "cid:" and "mid:" allow references to messages and the body parts of messages"; a mail is kept as sent, its links are replaced where it is shown',
  'case 34: mail_with_plain_text_and_inline_image.eml':
    'RFC 2046 §4.1: "Plain text does not provide for or allow formatting commands, font attribute specifications, processing instructions, interpretation directives, or content markup"; the text stays without an img tag',
  'case 35: mail_with_html_part_no_html_content.eml':
    'RFC 2046 §5.1.4: "the best choice is the LAST part of a type supported by the recipient system\'s local environment"; the offer this mail makes stands in its HTML part alone, so that part is kept',
};

const outerMarkers =
  'RFC 2046 §5.1.2: "MIME implementations are therefore required to recognize outer level boundary markers at ANY level of inner nesting"';

/** Mails of the MIME corpus, by their file. */
export const exceptedOfMime = {
  'malformed/009.eml': outerMarkers,
  'malformed/011.eml': outerMarkers,
  'thirdparty/015.eml': outerMarkers,
};
