//! Summer time, by country and day. In: a country and a day. Out: by how much clocks are moved there. The rules are in
//! `data/places/summer-time.tsv`; the hour of the change is left out, so that only the day of a change itself may be off.

use jiff::civil::{Date, Weekday};

const RULES: &str = include_str!("../../../../../data/places/summer-time.tsv");

/// Minutes by which clocks in a country are moved against its zone on a day.
pub(super) fn minutes(country: &str, day: Date) -> i32 {
    let rows = RULES.lines().filter(|line| !line.starts_with('#')).skip(1);
    let rules = rows.filter_map(|line| moved(&line.split('\t').collect::<Vec<_>>(), country, day));
    rules.into_iter().next().unwrap_or(0)
}

/// The minutes of one rule, where it holds for the country on that day.
fn moved(row: &[&str], country: &str, day: Date) -> Option<i32> {
    let [minutes, first, last, from, to, countries] = row else { return None };
    let (first, last): (i16, i16) = (first.parse().ok()?, last.parse().ok()?);
    if !countries.split(' ').any(|c| c == country) {
        return None;
    }
    let (from, to) = (change(from, day.year())?, change(to, day.year())?);
    let within = if from <= to {
        (first..=last).contains(&day.year()) && from <= day && day < to
    } else {
        // Over the turn of the year: the years are those in which it begins.
        let began = if day < to { day.year().checked_sub(1)? } else { day.year() };
        (first..=last).contains(&began) && (day < to || from <= day)
    };
    within.then(|| minutes.parse().ok()).flatten()
}

/// The day of a change in a year: "sun last 3" is the last Sunday of March.
fn change(rule: &str, year: i16) -> Option<Date> {
    let mut words = rule.split(' ');
    let weekday = match words.next()? {
        "day" => {
            let day = words.next()?.parse().ok()?;
            return Date::new(year, words.next()?.parse().ok()?, day).ok();
        }
        "sun" => Weekday::Sunday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        _ => return None,
    };
    let nth = match words.next()? {
        "last" => -1,
        number => number.parse().ok()?,
    };
    Date::new(year, words.next()?.parse().ok()?, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(country: &str, day: &str) -> i32 {
        minutes(country, day.parse().expect("a day"))
    }

    #[test]
    fn clocks_are_moved_in_summer() {
        assert_eq!((on("UA", "2024-06-01"), on("UA", "2024-12-01")), (60, 0));
        assert_eq!((on("US", "2024-03-10"), on("US", "2024-03-09")), (60, 0));
        assert_eq!((on("IQ", "2024-07-01"), on("IQ", "2006-07-01")), (0, 60));
    }

    #[test]
    fn countries_that_kept_summer_time_had_winters() {
        assert_eq!((on("SY", "2021-01-10"), on("SY", "2021-07-10"), on("SY", "2023-01-10")), (-60, 0, 0));
        assert_eq!((on("TR", "2016-01-10"), on("TR", "2017-01-10")), (-60, 0));
    }

    #[test]
    fn every_rule_can_be_read() {
        for line in RULES.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let row: Vec<&str> = line.split('\t').collect();
            assert!(row.len() == 6 && row[..3].iter().all(|n| n.parse::<i32>().is_ok()), "{line}");
            assert!(change(row[3], 2000).is_some() && change(row[4], 2000).is_some(), "{line}");
        }
    }
}
