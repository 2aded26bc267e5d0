import { refused } from '../../http/problem.js';

/** How files begin that people take for CSV, with what to say. */
const formats: [start: string, what: string][] = [
  ['PK\x03\x04', 'an Excel workbook (or another zip file)'],
  ['\xd0\xcf\x11\xe0', 'an Excel workbook'],
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
  ['GIF8', 'an image'],
  ['RIFF', 'a media file'],
  ['\x1f\x8b', 'a compressed file'],
  ['{\\rtf', 'a text document'],
  ['<!doctype html', 'a web page'],
  ['<html', 'a web page'],
  ['<?xml', 'an XML file'],
];

/** @throws ProblemException 422 when the file is of a format that is not CSV. */
export function refuseForeignFormat(head: Buffer): void {
  const start = head.toString('latin1', 0, 64).trimStart().toLowerCase();
  const format = formats.find(([magic]) => start.startsWith(magic.toLowerCase()));
  if (format)
    throw refused(
      'file',
      'not_csv',
      `The file is ${format[1]}, not CSV. Open it, save it as CSV (UTF-8) and upload that.`,
    );
}
