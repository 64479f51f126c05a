/** A file that cannot be read as knowledge; the message is one line: file, line, field, and what was expected. */
export class BadFile extends Error {}
