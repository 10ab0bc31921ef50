"""The invented ward the rules speak of: its declarations, in both languages, and how they are named."""

# id: (English, Vietnamese); where two English forms are given, the first is the singular.
NAMES = {
    "province": ("province", "provinces", "tỉnh"),
    "ward": ("ward", "wards", "phường"),
    "plan": ("a plan issued", "ban hành kế hoạch"),
    "dialogue": ("a dialogue held", "tổ chức đối thoại"),
    "notice": ("a notice sent", "gửi thông báo"),
    "gift": ("a gift accepted", "nhận quà biếu"),
    "session": ("the council's session", "kỳ họp Hội đồng"),
    "adoption": ("adoption of the plan", "lễ thông qua"),
    "market": ("a night market", "chợ đêm"),
    "harbour": ("a harbour", "cảng cá"),
    "classes": ("training class", "training classes", "lớp bồi dưỡng"),
    "complaints": ("complaint", "complaints", "đơn khiếu nại"),
    "visits": ("field visit", "field visits", "chuyến thực tế"),
    "budget": ("training budget", "kinh phí bồi dưỡng"),
    "relief": ("relief fund", "quỹ cứu trợ"),
    "place": ("kind of place", "loại địa bàn"),
    "place.town": ("a town", "đô thị"),
    "place.island": ("an island", "hải đảo"),
    "place.hill": ("a hill village", "vùng cao"),
    "officers": ("officer", "officers", "công chức"),
    "officers.trained": ("trained", "được bồi dưỡng"),
    "officers.ever": ("trained to date", "đã được bồi dưỡng"),
    "officers.certified": ("certified", "có chứng chỉ"),
    "officers.courses": ("courses taken", "khóa đã học"),
    "officers.rank": ("rank", "ngạch"),
    "officers.rank.senior": ("senior rank", "ngạch chuyên viên chính"),
    "officers.rank.junior": ("junior rank", "ngạch cán sự"),
    "heads": ("head of a group", "heads of groups", "tổ trưởng"),
    "heads.trained": ("trained", "được bồi dưỡng"),
    "heads.certified": ("certified", "có chứng chỉ"),
    "decisions": ("decision", "decisions", "quyết định"),
    "decisions.issued": ("issued", "ban hành"),
    "decisions.published": ("published", "công khai"),
    "decisions.explained": ("explained", "giải thích tốt"),
    "decisions.matter": ("matter", "lĩnh vực"),
    "decisions.matter.land": ("land", "đất đai"),
    "decisions.matter.money": ("the money", "ngân sách"),
    "meetings": ("meeting", "meetings", "cuộc họp"),
    "meetings.present": ("people present", "người có mặt"),
    "meetings.favour": ("votes in favour", "phiếu tán thành"),
    "meetings.recorded": ("recorded", "có biên bản"),
    "households": ("household", "households", "hộ gia đình"),
    "households.agreeing": ("in agreement", "đồng ý"),
    "households.area": ("floor area", "diện tích sàn"),
}

ACTS = ["plan", "dialogue", "notice", "gift"]
DATES = ["session", "adoption"]
FACTS = ["market", "harbour"]
COUNTS = ["classes", "complaints", "visits"]
AMOUNTS = {"budget": "VND", "relief": "VND"}
CHOICES = {"place": ["town", "island", "hill"]}

# Populations: whether things that happen, and the fields of a member by kind.
POPULATIONS = {
    "officers": (False, {"trained": "flow", "ever": "to_date", "certified": "stands", "courses": "count", "rank": ["senior", "junior"]}),
    "heads": (False, {"trained": "flow", "certified": "stands"}),
    "decisions": (True, {"issued": "date", "published": "date", "explained": "flow", "matter": ["land", "money"]}),
    "meetings": (True, {"present": "count", "favour": "count", "recorded": "flow"}),
    "households": (False, {"agreeing": "stands", "area": "amount"}),
}

# Bodies below, seen from the level above: what each of them reports. `staff` are its officers, and how many of them are trained.
BODIES = {
    "ward": {"plan": "deed", "dialogue": "deed", "market": "fact", "harbour": "fact", "classes": "grows", "visits": "grows",
             "budget": "moves", "place": CHOICES["place"], "officers": "staff"},
}
# The fields of a member, of a population or a body below.
FIELDS = {**{ident: fields for ident, (_, fields) in POPULATIONS.items()}, **BODIES}

KEYWORDS = {
    "act": "việc", "date": "ngày", "fact": "thông tin", "count": "số lượng", "amount": "số tiền",
    "choice": "lựa chọn", "option": "phương án", "population": "đối tượng", "state": "trạng thái",
}
COUNTED = {"flow": ("in the period", "trong kỳ"), "to_date": ("to date", "lũy kế"), "stands": ("as it stands", "hiện tại")}


def name(ident, lang, many=True):
    forms = NAMES[ident.removeprefix("ward.")]
    if lang == "vi":
        return forms[-1]
    return forms[1] if many and len(forms) == 3 else forms[0]


def labels(ident):
    forms = NAMES[ident]
    return f'"{" | ".join(forms[:-1])}" / "{forms[-1]}"'


def keyword(word, lang):
    return word if lang == "en" else KEYWORDS[word]


def declared(lang, keep, above):
    """The lines of the declarations whose ids are kept, and of the level above; `classes@year` is of `classes`."""
    keep = {ident.split("@")[0] for ident in keep}
    per = "per ward" if lang == "en" else "theo phường"
    unit = "in" if lang == "en" else "tính bằng"
    level = "level" if lang == "en" else "cấp"
    lines = [f"{level} ward {labels('ward')}"]
    if above or "ward" in keep:
        lines = [f"{level} province {labels('province')}", lines[0] + (" within province" if lang == "en" else " thuộc tỉnh")]

    def line(word, ident, rest, indent=""):
        lines.append(f"{indent}{keyword(word, lang)} {ident.split('.')[-1]} {labels(ident)} {rest}".rstrip())

    for word, idents in (("act", ACTS), ("date", DATES), ("fact", FACTS), ("count", COUNTS)):
        for ident in idents:
            if ident in keep:
                line(word, ident, per)
    for ident, of in AMOUNTS.items():
        if ident in keep:
            line("amount", ident, f"{per} {unit} {of}")
    for ident, options in CHOICES.items():
        if ident in keep:
            line("choice", ident, per)
            for option in options:
                line("option", f"{ident}.{option}", "", "  ")
    for ident, (happens, fields) in POPULATIONS.items():
        if ident not in keep:
            continue
        line("population", ident, per + (" " + COUNTED["flow"][lang == "vi"] if happens else ""))
        for field, kind in fields.items():
            path = f"{ident}.{field}"
            if isinstance(kind, list):
                line("choice", path, "", "  ")
                for option in kind:
                    line("option", f"{path}.{option}", "", "    ")
            elif kind == "amount":
                line("amount", path, f"{unit} m2", "  ")
            elif kind in COUNTED:
                line("state", path, COUNTED[kind][lang == "vi"], "  ")
            else:
                line(kind, path, "", "  ")
    return lines
