// Every wording of the form's own, in both languages; rules and verdicts bring theirs.
import type { Counted, Language, Status } from 'luat';
import type { Fault } from './entry/reading.js';

const EN = {
  faults: {
    number: 'Not a number: write digits, such as 1,250 or 75.5',
    whole: 'Only a whole number, such as 1,250',
    negative: 'Not below 0',
    percent: 'A number is asked for here, not a percentage',
    unit: 'What stands after the number is not the unit of this field; write the digits alone',
    date: 'Not a date: write day/month/year, such as 13/11/2024, or with the hour 14:30 13/11/2024',
    no_such_day: 'There is no such day in the calendar',
    year: 'Write the year, too, such as 13/11/2024',
    time: 'Not a time of day: write hours and minutes, such as 14:30',
    choice: 'Not one of the answers offered',
    yes_no: 'Answer yes or no',
  } satisfies Record<Fault, string> as Record<Fault, string>,
  statuses: {
    met: 'met',
    late: 'late',
    not_met: 'not met',
    pending: 'pending',
    unknown: 'unknown',
    not_applicable: 'not applicable',
  } satisfies Record<Status, string> as Record<Status, string>,
  counts: {
    yes: 'you count as having done it',
    no: 'you do not count as having done it',
    unknown: 'not known yet',
  } satisfies Record<Counted['counts'], string> as Record<Counted['counts'], string>,
  asked: (typed: string, readings: number) => (readings > 1 ? `“${typed}” can be read in more than one way. What is meant?` : `“${typed}”: is this what is meant?`),
  unanswered: 'Say first what is meant',
  cannotSubmit: (count: number) => (count === 1 ? 'Not sent: 1 point is to be mended first.' : `Not sent: ${count} points are to be mended first.`),
  warned: (count: number) => (count === 1 ? '1 point falls short; the report can be sent all the same.' : `${count} points fall short; the report can be sent all the same.`),
  remedy: 'To do',
};

/** The words of the form. */
export type FormTexts = typeof EN;

const VI: FormTexts = {
  faults: {
    number: 'Chưa phải là số: hãy ghi bằng chữ số, ví dụ 1.250 hoặc 75,5',
    whole: 'Chỉ ghi số nguyên, ví dụ 1.250',
    negative: 'Số không được nhỏ hơn 0',
    percent: 'Ô này hỏi số lượng, không hỏi tỷ lệ phần trăm',
    unit: 'Đơn vị ghi sau số không phải đơn vị của ô này; hãy chỉ ghi chữ số',
    date: 'Chưa phải là ngày: hãy ghi ngày/tháng/năm, ví dụ 13/11/2024, hoặc kèm giờ: 14:30 13/11/2024',
    no_such_day: 'Lịch không có ngày này',
    year: 'Hãy ghi cả năm, ví dụ 13/11/2024',
    time: 'Giờ không đúng: hãy ghi giờ và phút, ví dụ 14:30',
    choice: 'Không có trong các lựa chọn',
    yes_no: 'Hãy trả lời có hoặc không',
  },
  statuses: {
    met: 'đạt',
    late: 'trễ hạn',
    not_met: 'không đạt',
    pending: 'chưa đến hạn',
    unknown: 'chưa rõ',
    not_applicable: 'không áp dụng',
  },
  counts: {
    yes: 'được tính là đã thực hiện',
    no: 'chưa được tính là đã thực hiện',
    unknown: 'chưa rõ',
  },
  asked: (typed, readings) => (readings > 1 ? `“${typed}” có thể hiểu theo nhiều cách. Xin chọn cách hiểu đúng:` : `“${typed}” có phải là:`),
  unanswered: 'Xin chọn cách hiểu đúng trước',
  cannotSubmit: (count) => `Chưa gửi được: còn ${count} điểm phải sửa.`,
  warned: (count) => `Có ${count} điểm chưa đạt mục tiêu; vẫn gửi được báo cáo.`,
  remedy: 'Cần làm',
};

/** The form's words in a language. */
export const formTexts = (language: Language): FormTexts => (language === 'vi' ? VI : EN);

/** Signs beside the words, as the command has them, so that no status is told by colour alone. */
export const statusSigns: Record<Status, string> = {
  met: '✓',
  late: '▲',
  not_met: '✗',
  pending: '…',
  unknown: '?',
  not_applicable: '–',
};

/** Statuses in the order in which they are counted up: what is to be done first. */
export const statusOrder: readonly Status[] = ['not_met', 'late', 'met', 'pending', 'unknown', 'not_applicable'];
