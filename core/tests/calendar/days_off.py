"""Writes days_off.tsv: the days on which Viet Nam differs from a Monday-to-Friday week, by an
independent source, with each day on which core/data/vietnam.luat says otherwise and why.

    pip install holidays==0.109
    python3 core/tests/calendar/days_off.py > core/tests/calendar/days_off.tsv
"""

from datetime import date, timedelta

import holidays

FIRST, LAST = date(2022, 1, 1), date(2027, 12, 31)

# Day -> (what the calendar says for the public sector, why the source is not followed).
DIFFERENCES = {
    date(2026, 1, 2): ("off", "12729/VPCP-KGVX of 25/12/2025, public sector: swapped with 10/01/2026; missing in the source"),
    date(2026, 1, 10): ("worked", "12729/VPCP-KGVX of 25/12/2025, public sector: worked for 02/01/2026; missing in the source"),
}

source = holidays.country_holidays("VN", years=range(FIRST.year, LAST.year + 1), language="en_US")
swapped = source.weekend_workdays

print(f"# holidays {holidays.__version__}, {FIRST} to {LAST}: day, as the source has it, as we have it, name, why we differ")
day = FIRST
while day <= LAST:
    weekend = day.weekday() >= 5
    theirs = "worked" if day in swapped else "off" if weekend or day in source else "worked"
    ours, why = DIFFERENCES.get(day, (theirs, ""))
    usual = "off" if weekend else "worked"
    if theirs != usual or ours != usual:
        print("\t".join([str(day), theirs, ours, source.get(day) or "", why]))
    day += timedelta(days=1)
