//! The role test: what office did this person hold on that day, as the registry has it?

use anyhow::{Context, Result, bail};
use dateline_core::knowledge::{ActorHit, Actors, Knowledge, Role, fold};

/// A person, a day, and the office that must be found; `None` where the person held none that day.
#[derive(Debug)]
struct Case {
    person: String,
    day: String,
    /// The title, and the state (alpha-2) or a name of the body it belongs to.
    office: Option<(String, String)>,
}

/// Asks the registry each case of the files; prints the wrong ones and the share that is right.
pub fn measure(files: &[&str]) -> Result<()> {
    let actors = &Knowledge::builtin().actors;
    let (mut right, mut of) = (0, 0);
    for file in files {
        let text = std::fs::read_to_string(file).with_context(|| (*file).to_owned())?;
        for (number, line) in cases(&text) {
            let case = parse(line).with_context(|| format!("{file}, line {number}"))?;
            let found = found(actors, &case)?;
            of += 1;
            if meets(actors, &case, &found) {
                right += 1;
            } else {
                let found: Vec<String> = found.iter().map(|role| format!("{} of {}", role.title, role.of)).collect();
                println!("{}, {}: wanted {:?}, found {:?}", case.person, case.day, case.office, found);
            }
        }
    }
    if of == 0 {
        bail!("no case: name a file with one person and day a line");
    }
    println!("roles: {right} of {of} right ({:.1} %)", f64::from(right) * 100.0 / f64::from(of));
    Ok(())
}

/// The lines that hold a case, with their numbers from 1.
fn cases(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// `person`, `day`, `role`, `of`, separated by tabs; role `none` has no `of`.
fn parse(line: &str) -> Result<Case> {
    let mut cells = line.split('\t').map(str::trim);
    let mut next = |what: &str| cells.next().filter(|cell| !cell.is_empty()).with_context(|| format!("no {what}"));
    let (person, day, role) = (next("person")?.to_owned(), next("day")?.to_owned(), next("role")?.to_owned());
    let office = if role == "none" { None } else { Some((role, next("state or body")?.to_owned())) };
    Ok(Case { person, day, office })
}

fn found<'k>(actors: &'k Actors, case: &Case) -> Result<Vec<&'k Role>> {
    let day = case.day.parse().with_context(|| format!("{:?} is no day", case.day))?;
    Ok(actors.offices(&case.person, day).collect())
}

/// A person without an office is right where the person is known and none is found; an office where one of those found is it.
fn meets(actors: &Actors, case: &Case, found: &[&Role]) -> bool {
    let Some((title, of)) = &case.office else {
        return found.is_empty() && !actors.find(&fold(&case.person)).is_empty();
    };
    let bears_the_name = |id: &str| {
        actors.find(&fold(of)).iter().any(|hit| matches!(hit, ActorHit::Actor(n) if actors.get(*n).id == id))
    };
    let same_body = |id: &str| actors.by_id(id).is_some_and(|b| b.country == Some(of.as_str())) || bears_the_name(id);
    found.iter().any(|role| fold(role.title) == fold(title) && same_body(role.of))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(line: &str) -> bool {
        let actors = &Knowledge::builtin().actors;
        let case = parse(line).expect("a case");
        meets(actors, &case, &found(actors, &case).expect("a day"))
    }

    #[test]
    fn an_office_is_right_by_title_and_state() {
        assert!(right("Joe Biden\t2022-03-01\tPresident\tUS"));
        assert!(!right("Joe Biden\t2022-03-01\tPresident\tFR"));
        assert!(!right("Joe Biden\t2010-03-01\tPresident\tUS"));
    }

    #[test]
    fn nearly_all_of_the_role_test_is_right() {
        let lines: Vec<&str> = cases(include_str!("../../../eval/roles.tsv")).map(|(_, line)| line).collect();
        let wrong: Vec<&str> = lines.iter().copied().filter(|line| !right(line)).collect();
        assert!(lines.len() >= 120, "{} cases", lines.len());
        assert!(wrong.len() * 20 <= lines.len(), "{wrong:#?}");
    }

    #[test]
    fn none_is_right_only_of_a_known_person_out_of_office() {
        assert!(right("Joe Biden\t2018-03-01\tnone"));
        assert!(!right("Joe Biden\t2010-03-01\tnone"));
        assert!(!right("Nobody Ofthatname\t2010-03-01\tnone"));
    }
}
