//! Every code of this crate's diagnostics, with a title: the one list that documentation is checked against.

use crate::diagnostic::{Code, Text};

/// A code and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// What it is about, in a few words.
    pub title: Text,
}

macro_rules! codes {
    ($($name:ident $code:literal $en:literal $vi:literal)+) => {
        $(pub(crate) const $name: &str = $code;)+

        /// All codes, in order.
        pub fn all() -> Vec<Entry> {
            vec![$(Entry { code: Code($code), title: Text::new($en, $vi) }),+]
        }
    };
}

codes! {
    TEXT_TOO_LONG "E0001" "text too long" "văn bản quá dài"
    ODD_CHARACTER "E0002" "character that has no place in a text" "ký tự không dùng được"
    OPEN_QUOTE "E0003" "quotation mark not closed" "dấu ngoặc kép chưa đóng"
    LINE_TOO_LONG "E0004" "line too long" "dòng quá dài"
    TOO_DEEP "E0005" "too many parts in one another" "quá nhiều phần lồng nhau"
    OPEN_BRACKET "E0006" "bracket not closed" "dấu ngoặc chưa đóng"
    UNOPENED_BRACKET "E0007" "bracket not opened" "dấu ngoặc chưa mở"
    STRAY_COMMA "E0008" "comma at the end of a sentence" "dấu phẩy thừa ở cuối câu"
    BULLET_WITHOUT_COLON "E0009" "bullet without a line that ends with a colon" "gạch đầu dòng không có dòng kết thúc bằng dấu hai chấm"
    COLON_WITHOUT_BULLETS "E0010" "colon without bullets" "dấu hai chấm không có gạch đầu dòng"
    BULLETS_NOT_HERE "E0011" "bullets below a line that takes none" "gạch đầu dòng dưới dòng không có danh sách"
    SINGLE_GROUP "E0012" "number that reads differently in the two languages" "số mỗi ngôn ngữ đọc một khác"
    COMMA_DECIMAL "E0013" "decimal comma in an English text" "dấu phẩy thập phân trong văn bản tiếng Anh"
    MALFORMED_NUMBER "E0014" "groups of digits that make no number" "nhóm chữ số không thành số"
    NUMBER_TOO_LARGE "E0015" "number with too many digits" "số có quá nhiều chữ số"
    NO_SUCH_DAY "E0016" "day or month that does not exist" "ngày hoặc tháng không có thật"
    DAY_FIRST "E0017" "date with the day first in an English text" "ngày viết trước tháng trong văn bản tiếng Anh"
    NOT_A_YEAR "E0018" "year out of range" "năm ngoài phạm vi"
    WORDS_DIFFER "E0019" "number whose words differ from its digits" "số mà chữ và chữ số khác nhau"

    MISSING_ID "E0101" "id missing" "thiếu mã"
    ID_NOT_ASCII "E0102" "id with other than plain letters" "mã có chữ cái có dấu"
    MISSING_LABEL "E0103" "name missing" "thiếu tên gọi"
    LABEL_IN_ONE_LANGUAGE "E0104" "name in one language only" "tên gọi chỉ có một ngôn ngữ"
    LABEL_AFTER_SLASH "E0105" "no quoted name after `/`" "sau `/` không có tên trong ngoặc kép"
    EMPTY_NAME "E0106" "empty name" "tên gọi trống"
    NAME_TOO_LONG "E0107" "name too long" "tên gọi quá dài"
    THREE_NUMBERS "E0108" "name with more than singular and plural" "tên có nhiều hơn số ít và số nhiều"
    ID_TAKEN "E0109" "id declared twice" "mã khai báo hai lần"
    EQUAL_NAMES "E0110" "two things of one name" "hai thứ trùng tên gọi"
    UNKNOWN_DOCUMENT "E0111" "text not found" "không tìm thấy văn bản"
    USES_ITSELF "E0112" "text that uses itself" "văn bản dùng chính nó"
    DOCUMENT_TAKEN "E0113" "two texts of one document id" "hai tệp cùng mã văn bản"
    SECOND_HEADER "E0114" "second document header" "phần đầu văn bản thứ hai"
    HEADER_NOT_FIRST "E0115" "document header after other declarations" "phần đầu văn bản đứng sau khai báo khác"
    LINE_OF_NOTHING "E0116" "line that belongs to no declaration" "dòng không thuộc khai báo nào"
    SUCCESSION_NOT_WHOLE "E0117" "successor without its predecessors or its day" "dòng kế thừa thiếu đơn vị trước hoặc thiếu ngày"
    UNKNOWN_LANGUAGE "E0118" "unknown language of a text" "ngôn ngữ văn bản không rõ"
    FOREIGN_KEYWORD "E0119" "keyword of the other language" "từ khoá của ngôn ngữ kia"
    LEFT_OVER "E0120" "words left over at the end of a line" "phần thừa ở cuối dòng"
    MISSING_DATE "E0121" "date missing" "thiếu ngày"
    MISSING_NUMBER "E0122" "number missing" "thiếu số"
    MISSING_QUOTES "E0123" "quoted text missing" "thiếu đoạn trong dấu ngoặc kép"
    MISSING_PER "E0124" "level that reports a fact missing" "thiếu cấp báo cáo"
    FACT_WITHOUT_OWNER "E0125" "fact of neither population nor level" "thông tin không thuộc đối tượng hay cấp nào"
    OPTION_WITHOUT_CHOICE "E0126" "option without a choice" "phương án không có lựa chọn"
    STATE_WITHOUT_KIND "E0127" "state that does not say how it is counted over time" "trạng thái chưa nêu cách tính theo thời gian"
    AMOUNT_WITHOUT_UNIT "E0128" "amount without a unit" "số tiền chưa có đơn vị tính"
    BAD_UNIT "E0129" "unit that is not one plain word" "đơn vị tính không phải một từ không dấu"
    GROUP_WITHOUT_EQUALS "E0130" "group without populations" "nhóm chưa nêu đối tượng"
    DEFINE_WITHOUT_EQUALS "E0131" "definition without a value" "định nghĩa chưa có giá trị"
    PARAMETER_WITHOUT_FROM "E0132" "parameter value without its first day" "giá trị tham số chưa nêu áp dụng từ khi nào"
    ONLY_CITE_AND_NOTE "E0133" "sentence where only citations and notes stand" "câu đứng ở chỗ chỉ có căn cứ và ghi chú"
    UNKNOWN_HEADER_LINE "E0134" "unknown line of a header" "dòng lạ trong phần đầu văn bản"
    UNKNOWN_MEMBER_LINE "E0135" "unknown line below a declaration" "dòng lạ dưới một khai báo"
    UNKNOWN_CALENDAR_LINE "E0136" "unknown line of a calendar" "dòng lạ trong lịch"
    UNKNOWN_SCENARIO_LINE "E0137" "unknown line of a scenario" "dòng lạ trong tình huống"
    IN_FORCE_WITHOUT_FROM "E0138" "`in force` without its first day" "`có hiệu lực` chưa nêu từ khi nào"
    UNKNOWN_STATUS "E0139" "unknown status of a document" "tình trạng văn bản không rõ"
    THROUGHOUT_WITHOUT_YEARS "E0140" "stretch of years without its years" "giai đoạn chưa nêu năm"
    NOT_A_WEEKDAY "E0141" "unknown day of the week" "ngày trong tuần không rõ"
    ONE_OF_THESE "E0142" "words not among those that may stand here" "từ ngữ không thuộc các từ được dùng ở đây"
    NOT_A_CITATION "E0143" "unknown unit of a document" "đơn vị văn bản không rõ"
    CITATION_WITHOUT_NUMBER "E0144" "unit of a document without its number" "đơn vị văn bản chưa có số"
    CITATION_REPEATS "E0145" "unit twice in one citation" "đơn vị lặp lại trong một căn cứ"
    EXCEPT_WITHOUT_CONDITION "E0146" "exception without a condition" "ngoại lệ chưa có điều kiện"
    MISSING_NAME "E0147" "name of a declared thing missing" "thiếu tên của thứ đã khai báo"
    WRONG_KIND_OF_NAME "E0148" "name of another kind of thing" "tên của thứ thuộc loại khác"
    UNKNOWN_NAME "E0149" "name that is not declared" "tên chưa được khai báo"
    MISSING_PERIOD_KEY "E0150" "period missing" "thiếu kỳ"
    GIVEN_WITHOUT_EQUALS "E0151" "fact without a value" "thông tin chưa có giá trị"
    NOT_A_VALUE "E0152" "value that cannot be reported" "giá trị không báo cáo được"
    CHANGE_WITHOUT_RULE "E0160" "amendment or repeal that names no rule" "sửa đổi, bãi bỏ chưa nêu quy định nào"
    CHANGE_WITHOUT_FROM "E0161" "amendment or repeal without its first day" "sửa đổi, bãi bỏ chưa nêu từ ngày nào"
    SUSPENSION_WITHOUT_TO "E0162" "suspension without its last day" "ngưng hiệu lực chưa nêu đến ngày nào"
    DOCUMENT_NOT_USED "E0163" "change of a document that is not used" "sửa đổi, bãi bỏ văn bản chưa được dùng"

    TABLE_WITHOUT_KEY "E0170" "table that does not say what it goes by" "bảng chưa nêu căn cứ phân loại"
    ROW_WITHOUT_VALUE "E0171" "row of a table without a value" "dòng của bảng chưa có giá trị"
    KEYS_OF_ROW "E0172" "row with more or fewer keys than its table" "dòng có số điều kiện khác với bảng"
    VALUE_WITHOUT_FROM "E0173" "later value of a row without its first day" "giá trị sau của dòng chưa nêu áp dụng từ khi nào"
    LINE_OF_SCORE "E0174" "line of a score that gives no points" "dòng của thang điểm chưa cho điểm"
    SEVERAL_IN_LINE "E0175" "several requirements in one line of a score" "nhiều yêu cầu trong một dòng của thang điểm"

    UNKNOWN_WORDS "E0201" "words that are neither names nor keywords" "từ ngữ không phải tên gọi cũng không phải từ khoá"
    UNKNOWN_UNIT "E0202" "unknown unit of an amount" "đơn vị tính không rõ"
    PERCENT_WITHOUT_COMPARATOR "E0203" "percentage without a comparator" "tỷ lệ chưa có từ so sánh"
    NUMBER_WITHOUT_COMPARATOR "E0204" "number without a comparator" "con số chưa có từ so sánh"
    SHARE_WITHOUT_STATE "E0205" "share that asks nothing of the members" "tỷ lệ chưa nêu yêu cầu gì đối với đối tượng"
    SHARE_OF_COUNT "E0206" "share of a count without the count compared" "tỷ lệ của số lượng thiếu số lượng được so"
    COUNT_OF_QUANTITY "E0207" "number where none can be asked" "con số ở chỗ không yêu cầu được"
    RATIO_WITHOUT_SHARE "E0208" "ratio without percentage or fraction" "tỷ lệ trong tổng số không có phần trăm hay phân số"
    TWO_REQUIREMENTS "E0209" "two requirements in a sentence" "hai yêu cầu trong một câu"
    NO_REQUIREMENT "E0210" "sentence without a requirement" "câu chưa có yêu cầu"
    NOT_A_REQUIREMENT "E0211" "expression of which nothing is asked" "biểu thức chưa nêu yêu cầu"
    MUST_NOT_MEASURE "E0212" "a measure that is forbidden" "cấm một phép đo"
    CONDITION_WITHOUT_COMMA "E0213" "condition without a comma after it" "điều kiện thiếu dấu phẩy theo sau"
    SAID_TWICE "E0214" "part of a sentence said twice" "phần của câu lặp lại"
    LIMIT_OVER_BULLETS "E0215" "time limit over bullets" "thời hạn đứng chung cho các gạch đầu dòng"
    LEAD_IN_BULLET "E0216" "list within a list that does not say how many" "danh sách lồng nhau chưa nêu cần đạt bao nhiêu"
    NO_SUCH_PERIOD "E0217" "reporting period that does not exist" "kỳ báo cáo không có"
    THROUGHOUT_BACKWARDS "E0218" "stretch of years that ends before it begins" "giai đoạn kết thúc trước khi bắt đầu"
    DAY_WITHOUT_YEAR "E0219" "day or month without its year" "ngày hoặc tháng chưa rõ năm"
    LIMIT_WITHOUT_EVENT "E0220" "time limit without the event it runs from" "thời hạn chưa nêu tính từ đâu"
    NOT_A_CHOICE "E0221" "`is` without a choice" "`là` không đi với lựa chọn"
    NOT_AN_OPTION "E0222" "option of another choice" "phương án của lựa chọn khác"
    NOT_A_FACT_OF "E0223" "fact of another population" "thông tin của đối tượng khác"
    NOT_A_FACT_HERE "E0224" "members' fact without its population" "thông tin của thành viên mà không nêu đối tượng"
    FACT_OF_SEVERAL "E0225" "fact of several populations at once" "thông tin cùng lúc của nhiều đối tượng"
    TWO_READINGS "E0227" "sentence that reads two ways" "câu có hai cách hiểu"
    SUFFIX_APART "E0228" "`or more` apart from its number" "`trở lên` không đứng ngay sau con số"
    SHARE_WITHOUT_OF "E0229" "share without `of`" "tỷ lệ thiếu `of`"
    LEAD_AFTER "E0230" "lead after the requirement" "phần mở đầu đứng sau yêu cầu"
    ENDS_EARLY "E0231" "sentence that ends too early" "câu kết thúc sớm"
    SHARE_WITHOUT_MEMBERS "E0232" "share that does not say of whom" "tỷ lệ chưa nêu đối tượng"
    ID_IN_SENTENCE "E0233" "id where a name should stand" "mã đứng ở chỗ của tên gọi"
    NOT_EXPECTED "E0234" "words that cannot stand where they do" "từ ngữ không đứng được ở chỗ đó"
    LIMIT_WITHOUT_UNIT "E0235" "time limit without its number or unit" "thời hạn thiếu con số hoặc đơn vị"
    LIMIT_WITHOUT_COMPARATOR "E0236" "time before an event without `at least`" "thời gian trước sự kiện thiếu `ít nhất`"
    OTHER_BEARER "E0237" "sentence that names another bearer than its rule" "câu nêu chủ thể khác với quy định"
    DEED_COUNTED "E0238" "number of times of what is done or not" "số lần của một việc chỉ có làm hoặc không"
    DAYS_OR_STAY "E0239" "days that may be a length of time or a number of times" "số ngày có thể là thời gian kéo dài hoặc số ngày làm việc đó"
    UNIT_NOT_JUDGED "E0240" "unit of time that is not judged" "đơn vị thời gian không xét được"
}
