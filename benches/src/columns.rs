//! The targets over columns, as a programmer would write them by hand: a plain loop for each.

#![expect(
    clippy::many_single_char_names,
    reason = "columns of one shape, one beside the other"
)]

use luat_core::run::verdict::Status;

use crate::targets::{Figures, KEYS, TARGETS};

const MET: u8 = Status::Met as u8;
const NOT_MET: u8 = Status::NotMet as u8;
const UNKNOWN: u8 = Status::Unknown as u8;
const NOT_APPLICABLE: u8 = Status::NotApplicable as u8;

/// Figures of many reports, a column a key.
#[derive(Debug, Default)]
pub struct Table {
    columns: Vec<Vec<i64>>,
}

impl Table {
    /// Of reports made by their numbers.
    pub fn made(numbers: impl Iterator<Item = u64>) -> Self {
        let mut columns = vec![Vec::new(); KEYS.len()];
        for number in numbers {
            let row = Figures::made(number).all();
            for (column, figure) in columns.iter_mut().zip(row) {
                column.push(figure);
            }
        }
        Self { columns }
    }

    /// How many reports there are.
    pub fn n_rows(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// Its columns, in the order of [`KEYS`].
    pub fn into_columns(self) -> Vec<Vec<i64>> {
        self.columns
    }
}

/// A column by its key.
struct At<'c>(&'c [&'c [i64]]);

impl<'c> At<'c> {
    fn at(&self, key: &str) -> &'c [i64] {
        let place = KEYS.iter().position(|one| *one == key);
        let column = place.and_then(|place| self.0.get(place));
        column.copied().unwrap_or_default()
    }
}

/// Tells all targets of all rows, each in a column of its own, in the order of an evaluation.
#[inline(never)]
pub fn by_hand(columns: &[&[i64]], told: &mut [Vec<u8>; TARGETS]) {
    let at = At(columns);
    let of = |key: &str| at.at(key);
    let [
        t0,
        t1,
        t2,
        t3,
        t4,
        t5,
        t6,
        t7,
        t8,
        t9,
        t10,
        t11,
        t12,
        t13,
        t14,
        t15,
        t16,
        t17,
        t18,
        t19,
    ] = told;
    let overseers = [
        "democracy_staff",
        "inspection_members",
        "investment_members",
    ];
    let leaders = ["hamlet_heads", "front_heads", "convention_drafters"];
    let three = |of_whom: [&str; 3], state: &str, percent: i64, told: &mut Vec<u8>| {
        let base = of_whom.map(of);
        let yes = of_whom.map(|key| at.at(&format!("{key}.{state}")));
        over_three(base, yes, percent, told);
    };
    three(overseers, "trained", 20, t0);
    three(overseers, "trained_to_date", 85, t1);
    three(leaders, "trained", 15, t2);
    three(leaders, "trained_to_date", 75, t3);
    all(of("staff"), of("staff.reached"), t4);
    over(of("residents"), of("residents.reached"), 70, t5);
    over_three(
        [of("agency"), of("commune"), of("enterprise")],
        [
            of("agency.uses_it"),
            of("commune.uses_it"),
            of("enterprise.uses_it"),
        ],
        90,
        t6,
    );
    over(of("hamlet"), of("hamlet.uses_it"), 70, t7);
    let places = |agency: &str, commune: &str, told: &mut Vec<u8>| {
        all_of_two(
            [of("agency"), of("commune")],
            [of(agency), of(commune)],
            told,
        );
    };
    places("agency.democracy_plan", "commune.democracy_plan", t8);
    unless_none_of_two(of("agency"), of("commune"), t9);
    all(of("commune"), of("commune.commune_resolution"), t10);
    places(
        "agency.steering_committee",
        "commune.steering_committee",
        t11,
    );
    places(
        "agency.democracy_regulation",
        "commune.democracy_regulation",
        t12,
    );
    all(of("agency"), of("agency.staff_conference"), t13);
    all(of("commune"), of("commune.dialogue"), t14);
    over(
        of("enterprise"),
        of("enterprise.workers_conference"),
        80,
        t15,
    );
    places(
        "agency.regulation_followed",
        "commune.regulation_followed",
        t16,
    );
    all(of("hamlet"), of("hamlet.convention"), t17);
    all_of_some(
        of("hamlet.convention_reviewed"),
        of("hamlet.convention"),
        of("hamlet"),
        t18,
    );
    let board = |key: &str| {
        let [complete, effective] =
            ["complete", "effective"].map(|state| at.at(&format!("{key}.{state}")));
        (of(key), complete, effective)
    };
    boards(board("inspection_boards"), board("investment_boards"), t19);
}

const fn none_or(base: i64, met: bool) -> u8 {
    match (base, met) {
        (0, _) => NOT_APPLICABLE,
        (_, true) => MET,
        (_, false) => NOT_MET,
    }
}

fn over(base: &[i64], yes: &[i64], percent: i64, told: &mut Vec<u8>) {
    let rows = base.iter().zip(yes);
    told.extend(rows.map(|(base, yes)| none_or(*base, 100 * yes > percent * base)));
}

fn all(base: &[i64], yes: &[i64], told: &mut Vec<u8>) {
    let rows = base.iter().zip(yes);
    told.extend(rows.map(|(base, yes)| none_or(*base, yes >= base)));
}

fn over_three(base: [&[i64]; 3], yes: [&[i64]; 3], percent: i64, told: &mut Vec<u8>) {
    let ([a, b, c], [d, e, f]) = (base, yes);
    let rows = a.iter().zip(b).zip(c).zip(d).zip(e).zip(f);
    told.extend(rows.map(|(((((a, b), c), d), e), f)| {
        let base = a + b + c;
        none_or(base, 100 * (d + e + f) > percent * base)
    }));
}

fn all_of_two(base: [&[i64]; 2], yes: [&[i64]; 2], told: &mut Vec<u8>) {
    let ([a, b], [c, d]) = (base, yes);
    let rows = a.iter().zip(b).zip(c).zip(d);
    told.extend(rows.map(|(((a, b), c), d)| none_or(a + b, c + d >= a + b)));
}

fn all_of_some(yes: &[i64], some: &[i64], of: &[i64], told: &mut Vec<u8>) {
    let rows = yes.iter().zip(some).zip(of);
    told.extend(rows.map(|((yes, some), of)| match () {
        () if *some == 0 => NOT_APPLICABLE,
        () if yes < some => NOT_MET,
        () if yes >= of => MET,
        () => UNKNOWN,
    }));
}

fn unless_none_of_two(one: &[i64], other: &[i64], told: &mut Vec<u8>) {
    let rows = one.iter().zip(other);
    told.extend(rows.map(|(a, b)| if a + b == 0 { NOT_APPLICABLE } else { UNKNOWN }));
}

/// How many, and for how many each of two states holds.
type Board<'c> = (&'c [i64], &'c [i64], &'c [i64]);

fn boards(one: Board<'_>, other: Board<'_>, told: &mut Vec<u8>) {
    let of_one = one.0.iter().zip(one.1).zip(one.2);
    let of_other = other.0.iter().zip(other.1).zip(other.2);
    told.extend(of_one.zip(of_other).map(|(((n, a), b), ((m, c), d))| {
        let base = n + m;
        let least = (a + b - n).max(0) + (c + d - m).max(0);
        let most = a.min(b) + c.min(d);
        match (100 * least > 90 * base, 100 * most > 90 * base) {
            _ if base == 0 => NOT_APPLICABLE,
            (true, _) => MET,
            (_, false) => NOT_MET,
            _ => UNKNOWN,
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets::by_hand as of_a_report;

    #[test]
    fn over_columns_all_is_as_of_each_report() {
        let reports = || 0..2_000;
        let columns = Table::made(reports()).into_columns();
        let columns: Vec<&[i64]> = columns.iter().map(Vec::as_slice).collect();
        let mut told: [Vec<u8>; TARGETS] = std::array::from_fn(|_| Vec::new());
        by_hand(&columns, &mut told);

        let of_each = reports().map(|number| of_a_report(&Figures::made(number)));
        let of_each: Vec<[Status; TARGETS]> = of_each.collect();
        for (target, told) in told.iter().enumerate() {
            let expected: Vec<u8> = of_each.iter().map(|all| all[target] as u8).collect();
            assert!(*told == expected, "target {target} is told otherwise");
        }
    }
}
