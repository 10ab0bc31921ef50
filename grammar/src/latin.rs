//! Letters of the Latin script and their marks, as Unicode puts them together and takes them apart.
//!
//! Other scripts stay as they are typed: the tables for all of them would weigh more than the parser.

use std::sync::OnceLock;

/// Each mark, and the letters that bear it: the bare letter, then the one with the mark.
const MARKED: [(char, &str); 25] = [
    (
        '\u{300}',
        "AÀEÈIÌNǸOÒUÙWẀYỲaàeèiìnǹoòuùwẁyỳÂẦÊỀÔỒÜǛâầêềôồüǜĂẰăằĒḔēḕŌṐōṑƠỜơờƯỪưừ",
    ),
    (
        '\u{301}',
        "AÁCĆEÉGǴIÍKḰLĹMḾNŃOÓPṔRŔSŚUÚWẂYÝZŹaácćeégǵiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzźÂẤÅǺÆǼÇḈÊẾÏḮÔỐÕṌØǾÜǗâấåǻæǽçḉêếïḯôốõṍøǿüǘĂẮăắĒḖēḗŌṒōṓŨṸũṹƠỚơớƯỨưứ",
    ),
    (
        '\u{302}',
        "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶZẐaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑẠẬạậẸỆẹệỌỘọộ",
    ),
    (
        '\u{303}',
        "AÃEẼIĨNÑOÕUŨVṼYỸaãeẽiĩnñoõuũvṽyỹÂẪÊỄÔỖâẫêễôỗĂẴăẵƠỠơỡƯỮưữ",
    ),
    (
        '\u{304}',
        "AĀEĒGḠIĪOŌUŪYȲaāeēgḡiīoōuūyȳÄǞÆǢÕȬÖȪÜǕäǟæǣõȭöȫüǖǪǬǫǭȦǠȧǡȮȰȯȱḶḸḷḹṚṜṛṝ",
    ),
    ('\u{306}', "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭȨḜȩḝẠẶạặ"),
    (
        '\u{307}',
        "AȦBḂCĊDḊEĖFḞGĠHḢIİMṀNṄOȮPṖRṘSṠTṪWẆXẊYẎZŻaȧbḃcċdḋeėfḟgġhḣmṁnṅoȯpṗrṙsṡtṫwẇxẋyẏzżŚṤśṥŠṦšṧſẛṢṨṣṩ",
    ),
    ('\u{308}', "AÄEËHḦIÏOÖUÜWẄXẌYŸaäeëhḧiïoötẗuüwẅxẍyÿÕṎõṏŪṺūṻ"),
    (
        '\u{309}',
        "AẢEẺIỈOỎUỦYỶaảeẻiỉoỏuủyỷÂẨÊỂÔỔâẩêểôổĂẲăẳƠỞơởƯỬưử",
    ),
    ('\u{30a}', "AÅUŮaåuůwẘyẙ"),
    ('\u{30b}', "OŐUŰoőuű"),
    (
        '\u{30c}',
        "AǍCČDĎEĚGǦHȞIǏKǨLĽNŇOǑRŘSŠTŤUǓZŽaǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzžÜǙüǚƷǮʒǯ",
    ),
    ('\u{30f}', "AȀEȄIȈOȌRȐUȔaȁeȅiȉoȍrȑuȕ"),
    ('\u{311}', "AȂEȆIȊOȎRȒUȖaȃeȇiȋoȏrȓuȗ"),
    ('\u{31b}', "OƠUƯoơuư"),
    (
        '\u{323}',
        "AẠBḄDḌEẸHḤIỊKḲLḶMṂNṆOỌRṚSṢTṬUỤVṾWẈYỴZẒaạbḅdḍeẹhḥiịkḳlḷmṃnṇoọrṛsṣtṭuụvṿwẉyỵzẓƠỢơợƯỰưự",
    ),
    ('\u{324}', "UṲuṳ"),
    ('\u{325}', "AḀaḁ"),
    ('\u{326}', "SȘTȚsștț"),
    ('\u{327}', "CÇDḐEȨGĢHḨKĶLĻNŅRŖSŞTŢcçdḑeȩgģhḩkķlļnņrŗsştţ"),
    ('\u{328}', "AĄEĘIĮOǪUŲaąeęiįoǫuų"),
    ('\u{32d}', "DḒEḘLḼNṊTṰUṶdḓeḙlḽnṋtṱuṷ"),
    ('\u{32e}', "HḪhḫ"),
    ('\u{330}', "EḚIḬUṴeḛiḭuṵ"),
    ('\u{331}', "BḆDḎKḴLḺNṈRṞTṮZẔbḇdḏhẖkḵlḻnṉrṟtṯzẕ"),
];

/// [`MARKED`] sorted both ways: every letter of every text asks it.
struct Table {
    /// Letter and mark, and both as one character.
    together: Vec<((char, char), char)>,
    /// One character, and the letter and mark it is.
    apart: Vec<(char, (char, char))>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let marked = MARKED.iter().flat_map(|(mark, letters)| {
            let pairs = pairs(letters);
            pairs.map(|(bare, marked)| ((bare, *mark), marked))
        });
        let mut together: Vec<_> = marked.collect();
        let mut apart: Vec<_> = together.iter().map(|(parts, one)| (*one, *parts)).collect();
        together.sort_unstable();
        apart.sort_unstable();
        Table { together, apart }
    })
}

/// A letter and a mark as one character, where there is one.
pub(crate) fn compose(letter: char, mark: char) -> Option<char> {
    let together = &table().together;
    let at = together.binary_search_by_key(&(letter, mark), |(parts, _)| *parts);
    together.get(at.ok()?).map(|(_, one)| *one)
}

/// A letter without its outermost mark, and that mark; nothing where it bears none.
fn decompose(letter: char) -> Option<(char, char)> {
    if !matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
        return None;
    }
    let apart = &table().apart;
    let at = apart.binary_search_by_key(&letter, |(one, _)| *one);
    apart.get(at.ok()?).map(|(_, parts)| *parts)
}

fn pairs(letters: &str) -> impl Iterator<Item = (char, char)> {
    let bare = letters.chars().step_by(2);
    bare.zip(letters.chars().skip(1).step_by(2))
}

/// The bare letter and its marks, innermost first.
pub(crate) fn parts(letter: char) -> Vec<char> {
    let mut marks = Vec::new();
    let mut bare = plain_mark(letter);
    while let Some((inner, mark)) = decompose(bare) {
        marks.push(mark);
        bare = inner;
    }
    marks.push(bare);
    marks.reverse();
    marks
}

/// Whether a character is a mark on the letter before it.
pub(crate) fn is_mark(letter: char) -> bool {
    class(plain_mark(letter)).is_some()
}

/// Unicode has the tones grave and acute a second time, meant for Vietnamese.
fn plain_mark(letter: char) -> char {
    match letter {
        '\u{340}' => '\u{300}',
        '\u{341}' => '\u{301}',
        _ => letter,
    }
}

/// Where a mark sits: marks of different places may be typed in any order. Unicode's canonical combining class.
fn class(mark: char) -> Option<u8> {
    match mark {
        '\u{327}' | '\u{328}' => Some(202),
        '\u{31b}' => Some(216),
        '\u{323}'..='\u{326}' | '\u{32d}' | '\u{32e}' | '\u{330}' | '\u{331}' => Some(220),
        '\u{300}'..='\u{304}' | '\u{306}'..='\u{30c}' | '\u{30f}' | '\u{311}' => Some(230),
        _ => None,
    }
}

/// Adds a letter with the marks that follow it, in composed form (NFC).
pub(crate) fn compose_onto(text: &mut String, letter_and_marks: &str) {
    let mut letters = letter_and_marks.chars().flat_map(parts);
    let Some(mut letter) = letters.next() else {
        return;
    };
    let mut marks: Vec<char> = letters.collect();
    marks.sort_by_key(|mark| class(*mark));
    let mut left: Vec<char> = Vec::new();
    for mark in marks {
        // A mark that stays apart keeps others of its place from passing it.
        let is_free = left.last().copied().and_then(class) != class(mark);
        match compose(letter, mark).filter(|_| is_free) {
            Some(composed) => letter = composed,
            None => left.push(mark),
        }
    }
    text.push(letter);
    text.extend(left);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn bases() -> impl Iterator<Item = char> {
        let latin = ('\0'..'\u{250}').chain('\u{1e00}'..'\u{1f00}');
        latin.filter(|letter| letter.is_alphabetic())
    }

    #[test]
    fn letters_and_marks_go_together_as_unicode_has_it() {
        for letter in bases() {
            for mark in '\u{300}'..'\u{340}' {
                let expected = unicode_normalization::char::compose(letter, mark);
                assert_eq!(compose(letter, mark), expected, "{letter} {mark:?}");
            }
        }
    }

    #[test]
    fn letters_come_apart_as_unicode_has_it() {
        for letter in bases() {
            let expected: Vec<char> = letter.to_string().nfd().collect();
            let mut parts = parts(letter);
            parts.get_mut(1..).unwrap().sort_by_key(|mark| class(*mark));
            assert_eq!(parts, expected);
        }
    }

    #[test]
    fn the_second_grave_and_acute_are_the_first() {
        let mut text = String::new();
        compose_onto(&mut text, "a\u{302}\u{341}");
        assert_eq!(text, "ấ");
    }

    proptest! {
        #[test]
        fn a_letter_with_marks_is_composed_as_unicode_has_it(
            letter in proptest::sample::select(bases().collect::<Vec<_>>()),
            marks in proptest::collection::vec(proptest::sample::select(
                MARKED.iter().map(|(mark, _)| *mark).collect::<Vec<_>>()
            ), 0..4),
        ) {
            let given: String = std::iter::once(letter).chain(marks).collect();
            let mut composed = String::new();
            compose_onto(&mut composed, &given);
            prop_assert_eq!(composed, given.nfc().collect::<String>());
        }
    }
}
