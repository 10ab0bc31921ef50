// The editor's own words in Vietnamese; in English it has them already.
import { EditorState, type Extension } from '@codemirror/state';
import type { Language } from 'luat';

const VI = {
  // Searching
  Find: 'Tìm',
  Replace: 'Thay bằng',
  next: 'kế tiếp',
  previous: 'trước đó',
  all: 'tất cả',
  'match case': 'phân biệt hoa thường',
  'by word': 'nguyên từ',
  replace: 'thay',
  'replace all': 'thay tất cả',
  close: 'đóng',
  'current match': 'kết quả đang chọn',
  'replaced $ matches': 'đã thay $ chỗ',
  'replaced match on line $': 'đã thay ở dòng $',
  'on line': 'ở dòng',
  'Go to line': 'Đến dòng',
  go: 'đến',
  // Folding
  'Fold line': 'Thu gọn',
  'Unfold line': 'Mở ra',
  'Folded lines': 'Các dòng đã thu gọn',
  'Unfolded lines': 'Các dòng đã mở ra',
  'folded code': 'phần đã thu gọn',
  unfold: 'mở ra',
  to: 'đến',
  // The rest
  Completions: 'Gợi ý',
  Diagnostics: 'Lỗi và cảnh báo',
  'No diagnostics': 'Không có lỗi',
  'Selection deleted': 'Đã xóa phần được chọn',
  'Control character': 'Ký tự điều khiển',
};

export const phrases = (language: Language): Extension => (language === 'vi' ? EditorState.phrases.of(VI) : []);
