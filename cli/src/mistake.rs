//! Mistakes of our own or of foreign code, kept to the one thing that they spoil.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind};

use luat_grammar::diagnostic::Text;

thread_local! {
    static WATCH: RefCell<Watch> = const { RefCell::new(Watch { depth: 0, place: None }) };
}

/// What is watched on a thread.
struct Watch {
    /// How many are there to catch a panic.
    depth: usize,
    /// Where the last one happened.
    place: Option<String>,
}

/// A panic that was caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// Where in the program, as far as it is known. What a panic says may hold what was reported, so it is not kept.
    place: Option<String>,
}

impl Mistake {
    /// That nobody but us is to blame.
    pub(crate) fn text(&self) -> Text {
        let place = self.place.as_ref();
        let place = place.map_or_else(String::new, |place| format!(" ({place})"));
        Text::new(
            format!("a mistake of luat itself{place}; please tell its makers"),
            format!("lỗi của chính luat{place}; xin báo cho nhóm phát triển"),
        )
    }
}

/// Does some work; where it panics, that is an answer. Nothing that the work has changed may be used after that.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Mistake> {
    let watch = |change: fn(&mut Watch) -> Option<String>| {
        WATCH.with(|watch| change(&mut watch.borrow_mut()))
    };
    watch(|watch| {
        watch.depth += 1;
        None
    });
    let done = catch_unwind(AssertUnwindSafe(work));
    let place = watch(|watch| {
        watch.depth -= 1;
        watch.place.take()
    });
    done.map_err(|_| Mistake { place })
}

/// From here on every panic of this process is heard by `hear`, with whether somebody catches it.
pub(crate) fn on_panic(hear: impl Fn(&PanicHookInfo<'_>, bool) + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |panic| {
        let is_caught = WATCH.with(|watch| {
            let mut watch = watch.borrow_mut();
            watch.place = panic.location().map(ToString::to_string);
            watch.depth > 0
        });
        hear(panic, is_caught);
    }));
}

#[cfg(test)]
pub(crate) mod tests {
    use luat_core::run::program::VersionId;
    use luat_core::{Ruleset, Source};

    use super::*;

    /// Rules of which a part is missing, with a report that can be judged and one that meets the gap.
    pub(crate) fn broken() -> (Ruleset, [&'static str; 2]) {
        let text = r#"
language en
document plans "Plans" / "Kế hoạch"
  in force from 2026-01-01
level district "district | districts" / "huyện"
level ward "ward | wards" / "phường" within district
act plan "a plan issued" / "ban hành kế hoạch" per ward, district
rule of_districts "Plans of districts" / "Kế hoạch của huyện"
  cite article 1
  bearer district
  annually a plan issued
rule of_wards "Plans of wards" / "Kế hoạch của phường"
  cite article 2
  bearer ward
  annually a plan issued
"#;
        let rules = Ruleset::compile(&[Source::new("plans.luat", text)]).unwrap();
        let mut program = rules.program().clone();
        program.requirements[1].version = VersionId(99);
        let reports = [
            r#"{"body": {"level": "district", "id": "d"}, "periods": {"2026": {"plan": false}}}"#,
            r#"{"body": {"level": "ward", "id": "secret"}, "periods": {"2026": {"plan": false}}}"#,
        ];
        (program.into(), reports)
    }

    #[test]
    fn what_panics_spoils_nothing_else() {
        assert_eq!(caught(|| 1), Ok(1));
        let inner = caught(|| caught(|| panic!("a mistake")).is_err());
        assert_eq!(inner, Ok(true));
        assert!(caught(|| panic!("a mistake")).is_err());
        assert_eq!(caught(|| 2), Ok(2));
    }
}
