// Typed text made plain before it is read.

/** Full-width signs as the plain ones, one kind of minus, one kind of space, none at the ends. */
export function plain(text: string): string {
  const halved = text.normalize('NFC').replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  return halved.replace(/[−–]/g, '-').replace(/[\u200B-\u200F\u2060\uFEFF]/g, '').replace(/\s+/gu, ' ').trim();
}

/** A word for comparing: one case, one normal form. */
export const folded = (text: string): string => plain(text).toLocaleLowerCase('vi');
