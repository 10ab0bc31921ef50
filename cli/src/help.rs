//! The texts of `--help`, in both languages.

use clap::{Arg, Command};
use luat_grammar::Language;

/// What a command or argument does: its name, then English and Vietnamese.
type Entry = (&'static str, &'static str, &'static str);

const ABOUT: Entry = (
    "luat",
    "Check what an office reports against what the law asks",
    "Kiểm tra số liệu báo cáo theo quy định của văn bản",
);

const VERSION: Entry = ("version", "Print the version", "In phiên bản");

const COMMANDS: &[Entry] = &[
    (
        "new",
        "Lay down a small document to begin with: rules, scenarios and a report",
        "Tạo sẵn một văn bản mẫu để bắt đầu: quy định, tình huống và báo cáo",
    ),
    (
        "check",
        "Judge a report: which duties are met, which are not, and what is missing",
        "Xét một báo cáo: quy định nào đạt, quy định nào chưa, còn thiếu số liệu gì",
    ),
    (
        "verify",
        "Hold a receipt against the rules and the report that it was written for, and say which part differs",
        "Đối chiếu biên nhận với quy định và báo cáo đã dùng để lập, nêu rõ phần nào không khớp",
    ),
    (
        "batch",
        "Judge many reports, from lines or tables, on all cores, and count what they come to",
        "Xét nhiều báo cáo, từ tệp theo dòng hoặc từ bảng, trên mọi lõi máy, rồi thống kê kết quả",
    ),
    (
        "serve",
        "Judge reports over HTTP, for portals in other languages, until told to stop",
        "Xét báo cáo qua HTTP, cho cổng thông tin viết bằng ngôn ngữ khác, đến khi được lệnh dừng",
    ),
    (
        "build",
        "Compile rules into one file, for `luat check` and for pages that only judge",
        "Biên dịch quy định thành một tệp, dùng cho `luat check` và cho trang web chỉ kiểm tra",
    ),
    (
        "test",
        "Run the scenarios written in the rules",
        "Chạy các tình huống viết trong văn bản quy định",
    ),
    (
        "fmt",
        "Lay out rule files, or turn them into the other language",
        "Trình bày lại tệp quy định, hoặc chuyển sang ngôn ngữ kia",
    ),
    (
        "explain",
        "Tell how a rule was judged, with the numbers it stood on",
        "Giải thích một quy định được xét ra sao, dựa trên số liệu nào",
    ),
    (
        "explain-error",
        "Tell what the code of a finding means, with a wrong and a right example",
        "Giải thích mã của một lỗi, kèm ví dụ sai và ví dụ đúng",
    ),
    (
        "cover",
        "List the statements of a source document, and which rules hold them",
        "Liệt kê các nội dung của văn bản gốc và quy định nào diễn đạt chúng",
    ),
    (
        "diff",
        "Tell what newer rules change: in the rules, and for those who have reported",
        "Nêu bộ quy định mới thay đổi những gì: trong quy định và đối với đơn vị đã báo cáo",
    ),
    (
        "render",
        "Tell the rules of a document as sentences, article by article, with who reports what and when what is due",
        "Trình bày các quy định của văn bản thành câu, theo từng điều, kèm ai báo cáo số liệu gì và khi nào đến hạn",
    ),
    (
        "calendar",
        "List what is due for a body, for an office calendar or a spreadsheet",
        "Liệt kê các việc đến hạn của một đơn vị, để đưa vào lịch công tác hoặc bảng tính",
    ),
    (
        "form",
        "Make the form of what a body is to report for a period, and say which rule needs what",
        "Lập biểu mẫu số liệu mà một cấp phải báo cáo trong kỳ, nêu rõ quy định nào cần đến mục nào",
    ),
    (
        "schema",
        "Print a JSON Schema of the reports that the rules read",
        "In lược đồ JSON Schema của báo cáo theo các quy định",
    ),
    (
        "lint",
        "Find what is legal in the rules but probably not meant",
        "Tìm chỗ trong quy định đúng cú pháp nhưng có lẽ không đúng ý",
    ),
    (
        "gen-tests",
        "Write scenarios on both sides of every threshold and date of the rules, to be ticked as right or wrong",
        "Viết sẵn tình huống ở hai bên mỗi ngưỡng và mốc thời gian của quy định để người soạn đánh dấu đúng hoặc sai",
    ),
    (
        "completions",
        "Print what makes a shell complete the commands and options of luat",
        "In tập lệnh để trình dòng lệnh tự điền tên lệnh và tùy chọn của luat",
    ),
    (
        "lsp",
        "Serve an editor over the Language Server Protocol: findings as you type, completion, renaming",
        "Phục vụ trình soạn thảo theo giao thức Language Server Protocol: báo lỗi khi gõ, gợi ý, đổi tên",
    ),
];

const ARGUMENTS: &[Entry] = &[
    (
        "folder",
        "The folder to make; its name becomes the id of the document",
        "Thư mục sẽ tạo; tên thư mục trở thành mã của văn bản",
    ),
    (
        "lang of new",
        "The language to write in [default: vi]",
        "Ngôn ngữ của văn bản mẫu [mặc định: vi]",
    ),
    (
        "shell",
        "The shell: bash, zsh, fish, powershell or elvish",
        "Trình dòng lệnh: bash, zsh, fish, powershell hoặc elvish",
    ),
    (
        "rules",
        "Rule files, or folders with .luat files",
        "Tệp quy định, hoặc thư mục có các tệp .luat",
    ),
    (
        "files",
        "Rule files, or folders with .luat files",
        "Tệp quy định, hoặc thư mục có các tệp .luat",
    ),
    (
        "output",
        "The file to write, NAME.luatc",
        "Tệp kết quả, TÊN.luatc",
    ),
    (
        "report",
        "The report, a JSON file; - reads standard input",
        "Tệp báo cáo dạng JSON; dấu - là đọc từ đầu vào chuẩn",
    ),
    (
        "receipt of check",
        "Also write a receipt to this file: what was judged by what, for `luat verify`",
        "Ghi thêm biên nhận vào tệp này: đã xét số liệu nào theo quy định nào, để đối chiếu bằng `luat verify`",
    ),
    (
        "sign_with of serve",
        "Sign receipts with this Ed25519 key (PKCS#8 PEM) [default: the key in LUAT_SIGNING_KEY, if there is one]",
        "Ký biên nhận bằng khóa Ed25519 này (PEM PKCS#8) [mặc định: khóa trong biến LUAT_SIGNING_KEY, nếu có]",
    ),
    (
        "trusted of serve",
        "Take only receipts signed by this public key (PEM); may be given several times",
        "Chỉ nhận biên nhận do khóa công khai này ký (PEM); có thể ghi nhiều lần",
    ),
    (
        "sign_with",
        "Sign the receipt with this Ed25519 key (PKCS#8 PEM) [default: the key in LUAT_SIGNING_KEY, if there is one]",
        "Ký biên nhận bằng khóa Ed25519 này (PEM PKCS#8) [mặc định: khóa trong biến LUAT_SIGNING_KEY, nếu có]",
    ),
    (
        "receipt",
        "The receipt; - reads standard input",
        "Tệp biên nhận; dấu - là đọc từ đầu vào chuẩn",
    ),
    (
        "rules of verify",
        "The rules: files, folders, or compiled rules [default: the rules are not compared]",
        "Quy định: tệp, thư mục hoặc tệp đã biên dịch [mặc định: không đối chiếu quy định]",
    ),
    (
        "report of verify",
        "The report, a JSON file [default: the report is not compared]",
        "Tệp báo cáo dạng JSON [mặc định: không đối chiếu báo cáo]",
    ),
    (
        "as_of of verify",
        "The day as of which it is to have been judged [default: any]",
        "Ngày xét mà biên nhận phải ghi [mặc định: ngày nào cũng được]",
    ),
    (
        "trusted",
        "A public key (PEM) by which it is to be signed; may be given several times [default: who signed is told, and not required]",
        "Khóa công khai (PEM) phải dùng để ký; có thể ghi nhiều lần [mặc định: chỉ nêu khóa đã ký, không bắt buộc]",
    ),
    (
        "as_of",
        "The day as of which to judge: 2025-12-31 or 31/12/2025 [default: today in Vietnam]",
        "Xét tính đến ngày nào: 31/12/2025 hoặc 2025-12-31 [mặc định: hôm nay, giờ Việt Nam]",
    ),
    (
        "periods",
        "Judge this period only, such as 2025 or 2025-H1; may be given several times [default: all that the report speaks of]",
        "Chỉ xét kỳ này, ví dụ 2025 hoặc 2025-H1; có thể ghi nhiều lần [mặc định: mọi kỳ có trong báo cáo]",
    ),
    (
        "format",
        "How to answer: text for people, json for machines",
        "Dạng kết quả: text cho người đọc, json cho máy",
    ),
    (
        "lang",
        "The language to speak [default: that of the first rule file, else of the place (LANG)]",
        "Ngôn ngữ của kết quả [mặc định: ngôn ngữ của tệp quy định đầu tiên, nếu không thì theo máy (LANG)]",
    ),
    (
        "check",
        "Change nothing; name the files that would change",
        "Không sửa tệp; chỉ nêu tên tệp sẽ thay đổi",
    ),
    (
        "rule",
        "The rule to explain, by its id",
        "Mã của quy định cần giải thích",
    ),
    (
        "catalogue",
        "The document's statements, numbered: a JSON file",
        "Danh mục nội dung của văn bản, có đánh số: tệp JSON",
    ),
    (
        "require_all",
        "Fail where a rule or its boundary is shown by no scenario",
        "Báo lỗi nếu có quy định hoặc ngưỡng chưa được tình huống nào thể hiện",
    ),
    (
        "mutate",
        "Change each number, date and comparator of the rules in turn, and tell which changes no scenario notices",
        "Lần lượt sửa từng con số, ngày và phép so sánh của quy định rồi nêu chỗ sửa mà không tình huống nào nhận ra",
    ),
    (
        "min",
        "Fail where a smaller share of the changes is noticed: 95",
        "Báo lỗi nếu tỷ lệ chỗ sửa được nhận ra thấp hơn mức này: 95",
    ),
    (
        "strict",
        "Fail, too, where a statement is held less fully than the catalogue asks",
        "Cũng coi là chưa đạt nếu có nội dung được diễn đạt chưa đầy đủ như danh mục yêu cầu",
    ),
    (
        "format of cover",
        "How to answer: text, markdown or html for people, json for machines",
        "Dạng kết quả: text, markdown hoặc html cho người đọc, json cho máy",
    ),
    (
        "rule of gen-tests",
        "Only this rule, by its id [default: every computed rule]",
        "Chỉ quy định có mã này [mặc định: mọi quy định tính được]",
    ),
    (
        "deny",
        "Fail where something is found; --deny=L0006,L0007 for these alone",
        "Báo lỗi nếu tìm thấy; --deny=L0006,L0007 để chỉ tính các mã này",
    ),
    (
        "level of schema",
        "Only reports of this level, by its id [default: every level]",
        "Chỉ báo cáo của cấp có mã này [mặc định: mọi cấp]",
    ),
    (
        "level",
        "The level of the body, by its id [default: that of the report]",
        "Mã cấp của đơn vị báo cáo [mặc định: cấp ghi trong báo cáo]",
    ),
    (
        "period",
        "The period to report for, such as 2025 or 2025-H1",
        "Kỳ báo cáo, ví dụ 2025 hoặc 2025-H1",
    ),
    (
        "report of form",
        "A report begun, to tell what is missing and what no longer matters; - reads standard input",
        "Báo cáo đang lập, để cho biết còn thiếu gì và mục nào không còn cần; dấu - là đọc từ đầu vào chuẩn",
    ),
    (
        "format of test",
        "How to answer: text for people, json for machines, junit for the reports of a build server",
        "Dạng kết quả: text cho người đọc, json cho máy, junit cho máy chủ kiểm thử",
    ),
    (
        "format of lint",
        "How to answer: text for people, json for machines, sarif for code review tools",
        "Dạng kết quả: text cho người đọc, json cho máy, sarif cho công cụ rà soát mã",
    ),
    (
        "format of explain",
        "How to answer: text or markdown for people, json for machines",
        "Dạng kết quả: text hoặc markdown cho người đọc, json cho máy",
    ),
    (
        "xlsx",
        "Write the form as a blank workbook, which luat batch reads when it is filled in",
        "Ghi biểu mẫu thành sổ tính để điền; điền xong thì dùng luat batch để xét",
    ),
    (
        "format of form",
        "How to answer: text or markdown for people, json for machines",
        "Dạng kết quả: text hoặc markdown cho người đọc, json cho máy",
    ),
    (
        "stdio",
        "Speak on standard input and output, as is done without it",
        "Trao đổi qua đầu vào và đầu ra chuẩn; không ghi cũng vậy",
    ),
    (
        "reports",
        "Files of reports: tables (.csv, .parquet, .xlsx), else one JSON object a line; - reads standard input",
        "Các tệp báo cáo: bảng (.csv, .parquet, .xlsx), còn lại mỗi dòng một đối tượng JSON; dấu - là đọc từ đầu vào chuẩn",
    ),
    (
        "rosters",
        "Tables of members, sorted as the tables of reports are",
        "Các bảng danh sách thành viên, cùng thứ tự với bảng báo cáo",
    ),
    (
        "numbers",
        "How numbers are written in tables, 1.250,5 (vi) or 1,250.5 (en), where they could be read both ways",
        "Cách viết số trong bảng, 1.250,5 (vi) hay 1,250.5 (en), khi một số có thể hiểu theo cả hai cách",
    ),
    (
        "output of batch",
        "The file to write, which appears when all is done [default: standard output]",
        "Tệp kết quả, chỉ xuất hiện khi đã xong [mặc định: đầu ra chuẩn]",
    ),
    (
        "format of batch",
        "How to answer: ndjson, one result a line; csv, parquet or xlsx, one verdict a row",
        "Dạng kết quả: ndjson, mỗi dòng một kết quả; csv, parquet hoặc xlsx, mỗi dòng một kết luận",
    ),
    (
        "statuses",
        "Tell the status of each verdict and how grave a miss is, nothing else: many times as fast",
        "Chỉ ghi trạng thái của từng kết luận và mức độ vi phạm, không ghi gì thêm: nhanh hơn nhiều lần",
    ),
    (
        "summary",
        "Also write how many verdicts of which status each rule has, as JSON, to this file",
        "Ghi thêm tệp JSON thống kê số kết luận theo từng quy định",
    ),
    (
        "threads",
        "How many reports to judge at a time [default: one a core]",
        "Số báo cáo xét cùng lúc [mặc định: bằng số lõi máy]",
    ),
    (
        "resume",
        "Go on with a run that was interrupted",
        "Chạy tiếp lần chạy bị ngắt giữa chừng",
    ),
    (
        "force",
        "Write the file anew where there is one",
        "Ghi lại nếu đã có tệp",
    ),
    (
        "code",
        "The code, such as E0203 [default: list all of them]",
        "Mã lỗi, ví dụ E0203 [mặc định: liệt kê mọi mã]",
    ),
    (
        "format of explain-error",
        "How to answer: text for people, markdown for pages, json for machines",
        "Dạng kết quả: text cho người đọc, markdown cho trang tài liệu, json cho máy",
    ),
    (
        "lang of explain-error",
        "The language of the page [default: vi]",
        "Ngôn ngữ của trang giải thích [mặc định: vi]",
    ),
    (
        "old",
        "The older rules: a file, a folder, or compiled rules",
        "Bộ quy định cũ: tệp, thư mục hoặc tệp đã biên dịch",
    ),
    (
        "new",
        "The newer rules: a file, a folder, or compiled rules",
        "Bộ quy định mới: tệp, thư mục hoặc tệp đã biên dịch",
    ),
    (
        "reports of diff",
        "Reports to judge by both: JSON files, or folders with .json and .ndjson files",
        "Báo cáo cần xét theo cả hai: tệp JSON, hoặc thư mục có các tệp .json và .ndjson",
    ),
    (
        "format of diff",
        "How to answer: text, markdown or html for people, json for machines; markdown and html are in both languages unless --lang names one",
        "Dạng kết quả: text, markdown hoặc html cho người đọc, json cho máy; markdown và html có cả hai ngôn ngữ trừ khi --lang chọn một",
    ),
    (
        "doc",
        "Only this document, by its id [default: those of the files given]",
        "Chỉ văn bản có mã này [mặc định: văn bản trong các tệp đưa vào]",
    ),
    (
        "catalogue of render",
        "The document's statements, to tell what no rule holds: a JSON file",
        "Danh mục nội dung của văn bản, để nêu phần chưa có quy định thể hiện: tệp JSON",
    ),
    (
        "format of render",
        "How to answer: text, markdown or html",
        "Dạng kết quả: text, markdown hoặc html",
    ),
    (
        "report of calendar",
        "A report of the body, for limits that run from what it tells; - reads standard input",
        "Báo cáo của đơn vị, để tính thời hạn kể từ các việc đã báo cáo; dấu - là đọc từ đầu vào chuẩn",
    ),
    (
        "body",
        "The body, by its level and id: commune:ang-to",
        "Đơn vị, ghi bằng cấp và mã: commune:ang-to",
    ),
    (
        "level of calendar",
        "The level of the body, where --body gives its id alone",
        "Mã cấp của đơn vị, khi --body chỉ ghi mã đơn vị",
    ),
    (
        "from",
        "The first day to list [default: that of --as-of]",
        "Ngày đầu tiên cần liệt kê [mặc định: ngày của --as-of]",
    ),
    (
        "to",
        "The last day to list [default: the end of the year after]",
        "Ngày cuối cùng cần liệt kê [mặc định: hết năm sau]",
    ),
    (
        "format of calendar",
        "How to answer: text for people, ics for office calendars, csv for spreadsheets, json for machines",
        "Dạng kết quả: text cho người đọc, ics cho lịch công tác, csv cho bảng tính, json cho máy",
    ),
    (
        "bom",
        "Mark the csv as UTF-8 for spreadsheets of Windows",
        "Đánh dấu tệp csv là UTF-8 để Excel trên Windows đọc đúng tiếng Việt",
    ),
    (
        "rulesets",
        "Rules under a name by which requests ask for them: a file, a folder or compiled rules; may be given several times",
        "Bộ quy định kèm tên để yêu cầu gọi đến: tệp, thư mục hoặc tệp đã biên dịch; có thể ghi nhiều lần",
    ),
    (
        "listen",
        "Where to listen, address and port; port 0 takes one that is free. The address is printed",
        "Địa chỉ và cổng lắng nghe; cổng 0 là lấy cổng còn trống. Địa chỉ được in ra",
    ),
    (
        "watch",
        "Read the rules again when their files change; the signal HUP does so at any time",
        "Đọc lại quy định khi tệp thay đổi; tín hiệu HUP cũng làm vậy vào bất kỳ lúc nào",
    ),
    (
        "allow_origin",
        "Let pages of this origin ask, such as https://example.vn; * lets all; may be given several times",
        "Cho phép trang web của nguồn này gửi yêu cầu, ví dụ https://example.vn; * là mọi nguồn; có thể ghi nhiều lần",
    ),
    (
        "max_body",
        "The largest report",
        "Báo cáo lớn nhất được nhận",
    ),
    (
        "max_line",
        "The longest line of a batch",
        "Dòng dài nhất khi gửi nhiều báo cáo",
    ),
    (
        "max_requests",
        "Most requests that are worked on at a time",
        "Số yêu cầu được xử lý cùng lúc nhiều nhất",
    ),
    (
        "max_connections",
        "Most connections at a time",
        "Số kết nối cùng lúc nhiều nhất",
    ),
    (
        "report_bodies",
        "Most bodies in one report [default: 100000]",
        "Số đơn vị nhiều nhất trong một báo cáo [mặc định: 100000]",
    ),
    (
        "report_periods",
        "Most periods of one body in a report [default: 1000]",
        "Số kỳ nhiều nhất của một đơn vị trong báo cáo [mặc định: 1000]",
    ),
    (
        "report_members",
        "Most members in the lists of one report together [default: 1000000]",
        "Tổng số thành viên nhiều nhất trong các danh sách của một báo cáo [mặc định: 1000000]",
    ),
    (
        "header_seconds",
        "How long the head of a request may take to come, and a connection may be idle",
        "Thời gian tối đa để nhận phần đầu của yêu cầu, và để kết nối được nghỉ",
    ),
    (
        "request_seconds",
        "How long a request may take; of a batch, how long it may stand still",
        "Thời gian tối đa cho một yêu cầu; khi gửi nhiều báo cáo: thời gian được ngừng tối đa",
    ),
    (
        "batch_seconds",
        "How long a batch may take",
        "Thời gian tối đa cho một lần gửi nhiều báo cáo",
    ),
    (
        "stop_seconds",
        "How long requests may go on once the service is told to stop",
        "Thời gian để các yêu cầu đang xử lý kết thúc sau khi có lệnh dừng",
    ),
    ("help", "Print help", "In hướng dẫn này"),
    (
        "lang of fmt",
        "The language to write the files in [default: each file's own]",
        "Ngôn ngữ để viết lại tệp [mặc định: giữ ngôn ngữ của từng tệp]",
    ),
];

const EXITS: (&str, &str) = (
    "Exit code: 0 no breach, 1 a breach (a late duty included), 2 rules or report unusable.",
    "Mã thoát: 0 không có vi phạm, 1 có vi phạm (kể cả trễ hạn), 2 quy định hoặc báo cáo không dùng được.",
);

const EXITS_OF_BATCH: (&str, &str) = (
    "Exit code: 0 no breach, 1 a breach in some report, 2 rules or some line unusable, 141 whoever read the records went away before all was judged.",
    "Mã thoát: 0 không có vi phạm, 1 có báo cáo vi phạm, 2 quy định hoặc có dòng không dùng được, 141 nơi nhận kết quả đã ngừng đọc khi chưa xét hết.",
);

const EXITS_OF_VERIFY: (&str, &str) = (
    "Exit code: 0 all that was compared agrees, 1 something differs, 2 the receipt cannot be used.",
    "Mã thoát: 0 mọi phần được đối chiếu đều khớp, 1 có phần không khớp, 2 biên nhận không dùng được.",
);

const EXITS_OF_DIFF: (&str, &str) = (
    "Exit code: 0 both mean the same, 1 they differ, 2 rules or reports unusable.",
    "Mã thoát: 0 hai bộ có cùng nội dung, 1 có khác biệt, 2 quy định hoặc báo cáo không dùng được.",
);

/// The command with its texts in `language`.
pub(crate) fn localised(command: Command, language: Language) -> Command {
    let template = match language {
        Language::En => "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
        Language::Vi => "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}\n",
    };
    let names: Vec<String> = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    let mut command = texts(command, language, template)
        .about(words(&ABOUT, language))
        .subcommand_help_heading(language.pick("Commands", "Lệnh"));
    for name in names {
        command = command.mut_subcommand(name, |one| {
            let about = COMMANDS
                .iter()
                .find(|entry| entry.0 == one.get_name())
                .map_or("", |entry| words(entry, language));
            texts(one, language, template).about(about)
        });
    }
    command
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help(words(&VERSION, language))
                .help_heading(language.pick("Options", "Tùy chọn")),
        )
        .mut_subcommand("check", |one| {
            one.after_help(language.pick(EXITS.0, EXITS.1))
        })
        .mut_subcommand("batch", |one| {
            one.after_help(language.pick(EXITS_OF_BATCH.0, EXITS_OF_BATCH.1))
        })
        .mut_subcommand("verify", |one| {
            one.after_help(language.pick(EXITS_OF_VERIFY.0, EXITS_OF_VERIFY.1))
        })
        .mut_subcommand("diff", |one| {
            one.after_help(language.pick(EXITS_OF_DIFF.0, EXITS_OF_DIFF.1))
        })
}

fn texts(command: Command, language: Language, template: &'static str) -> Command {
    let of_command = command.get_name().to_owned();
    command
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help),
        )
        .mut_args(move |argument| {
            let id = argument.get_id().as_str();
            // A command may mean something of its own by an argument.
            let own = format!("{id} of {of_command}");
            let entry = |name: &str| ARGUMENTS.iter().find(|entry| entry.0 == name);
            let help = entry(&own)
                .or_else(|| entry(id))
                .map_or("", |entry| words(entry, language));
            let heading = if argument.is_positional() {
                language.pick("Arguments", "Tham số")
            } else {
                language.pick("Options", "Tùy chọn")
            };
            argument.help(help).help_heading(heading)
        })
}

fn words(entry: &Entry, language: Language) -> &'static str {
    language.pick(entry.1, entry.2)
}
