// Whole numbers in words, so that 1.250 and 1,250 cannot be mistaken for each other.
import type { Language } from 'luat';

/** A whole number from a thousand to below a million million in words; none for others, whose digits say enough. */
export function spelled(decimal: string, language: Language): string | undefined {
  if (!/^[1-9]\d{3,11}$/.test(decimal)) return undefined;
  const groups = decimal.replace(/\B(?=(\d{3})+$)/g, ' ').split(' ').map(Number);
  return language === 'vi' ? inVietnamese(groups) : inEnglish(groups);
}

const VI = {
  digits: ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'],
  scales: ['', 'nghìn', 'triệu', 'tỷ'],
};

function inVietnamese(groups: number[]): string {
  const words = groups.flatMap((group, at) => {
    if (group === 0) return [];
    return [...vietnameseGroup(group, at > 0), VI.scales[groups.length - 1 - at] ?? ''];
  });
  return words.filter((word) => word !== '').join(' ');
}

/** Up to 999; within a longer number the hundreds are said, too: `không trăm linh năm`. */
function vietnameseGroup(group: number, within: boolean): string[] {
  const [hundreds, tens, ones] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const digit = (at: number): string => VI.digits[at] ?? '';
  const words = hundreds > 0 || within ? [digit(hundreds), 'trăm'] : [];
  if (tens === 0) return ones === 0 ? words : [...words, ...(words.length > 0 ? ['linh'] : []), digit(ones)];
  words.push(...(tens === 1 ? ['mười'] : [digit(tens), 'mươi']));
  if (ones === 0) return words;
  const last = ones === 5 ? 'lăm' : tens > 1 && ones === 1 ? 'mốt' : tens > 1 && ones === 4 ? 'tư' : digit(ones);
  return [...words, last];
}

const EN = {
  small: [
    'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
    'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen',
  ],
  tens: ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'],
  scales: ['', 'thousand', 'million', 'billion'],
};

function inEnglish(groups: number[]): string {
  const words = groups.flatMap((group, at) => {
    if (group === 0) return [];
    const isLast = at === groups.length - 1;
    const said = englishGroup(group);
    return [isLast && group < 100 ? `and ${said}` : said, EN.scales[groups.length - 1 - at] ?? ''];
  });
  return words.filter((word) => word !== '').join(' ');
}

function englishGroup(group: number): string {
  const [hundreds, rest] = [Math.floor(group / 100), group % 100];
  const small = (at: number): string => EN.small[at] ?? '';
  const tens = rest < 20 ? small(rest) : [EN.tens[Math.floor(rest / 10)], ...(rest % 10 === 0 ? [] : [small(rest % 10)])].join('-');
  if (hundreds === 0) return tens;
  return rest === 0 ? `${small(hundreds)} hundred` : `${small(hundreds)} hundred and ${tens}`;
}
