//! One story in three reports: rockets and a claim, the denial, the base named and the launcher struck.

use dateline_cli::engine::{Clock, Engine, Lens, Picture, Source, SourceOptions, View};
use dateline_core::model::{Event, EventType, Mode, Rule, Standing};
use jiff::Timestamp;
use tempfile::TempDir;

const REPORTS: &[(&str, &str)] = &[
    ("2024-03-11T12:00:00Z", "1-rockets.txt"),
    ("2024-03-12T18:00:00Z", "2-denial.txt"),
    ("2024-03-13T12:00:00Z", "3-base.txt"),
];

fn moment(written: &str) -> Timestamp {
    written.parse().expect("a moment")
}

fn told() -> (Engine, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut engine = Engine::open(&folder.path().join("ledger.db"), Clock::System, "tester").expect("opened");
    for (at, name) in REPORTS {
        engine.set_clock(Clock::Fixed(moment(at)));
        let file = format!("{}/tests/story/{name}", env!("CARGO_MANIFEST_DIR"));
        let tally = engine.add(Source::named(&[file]), &SourceOptions::default(), |_| {}).expect("added");
        assert_eq!(tally.new, 1, "{name}");
    }
    (engine, folder)
}

fn known(engine: &Engine, at: &str) -> Picture {
    let view = View { as_of: Some(moment(at)), as_published: None };
    engine.picture(&Lens { view, rule: Rule::Representative }).expect("computed")
}

/// The rocket attack of Sunday.
fn rockets(picture: &Picture) -> &Event {
    let sunday = "2024-03-10".parse().expect("a day");
    let mut found = picture.events.iter().filter(|e| {
        e.kind.value == EventType::Assault
            && e.date.as_ref().is_some_and(|d| d.value == (sunday, sunday))
            && e.mode.as_ref().is_some_and(|m| m.value == Mode::HeavyWeapons)
            && e.place.as_ref().is_some_and(|p| p.value.country.as_deref() == Some("SY"))
    });
    let event = found.next().expect("the attack is there");
    assert!(found.next().is_none(), "the attack is one");
    event
}

/// How the group stands as the author of the attack.
fn author(event: &Event) -> Vec<Standing> {
    let actors = event.actors.iter().map(|f| (&f.value.name, f.standing));
    let blamed = event.responsibility.iter().map(|f| (&f.value.actor.name, f.standing));
    actors.chain(blamed).filter(|(name, _)| name.contains("Nujaba")).map(|(_, standing)| standing).collect()
}

#[test]
fn a_denial_disputes_the_author_and_not_the_attack() {
    let (engine, _folder) = told();
    let (claimed, denied) = (known(&engine, "2024-03-11T23:00:00Z"), known(&engine, "2024-03-12T23:00:00Z"));
    let (before, after) = (rockets(&claimed), rockets(&denied));
    assert!(
        !author(before).is_empty() && author(before).iter().all(|s| *s == Standing::Claimed),
        "{:?}",
        author(before)
    );
    assert!(author(after).contains(&Standing::Disputed), "{:?}", author(after));
    assert!(!author(after).contains(&Standing::Claimed), "{:?}", author(after));
    // The outlet that carries the denial tells of the attack as well: a second source for it.
    assert_eq!((before.standing, after.standing), (Standing::Reported, Standing::Confirmed));
    assert_eq!(before.date.as_ref().map(|d| d.value), after.date.as_ref().map(|d| d.value));
}

/// How the author and the attack stand after the first report and a denial in other words.
fn denied_in_words(words: &str) -> (Vec<Standing>, Standing) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut engine = Engine::open(&folder.path().join("ledger.db"), Clock::System, "tester").expect("opened");
    let denial = folder.path().join("denial.txt");
    let text = format!("Title: Denial\nOutlet: Ridge Radio\nPublished: 2024-03-12T15:00:00Z\n\n{words}\n");
    std::fs::write(&denial, text).expect("written");
    let first = format!("{}/tests/story/1-rockets.txt", env!("CARGO_MANIFEST_DIR"));
    for file in [first, denial.display().to_string()] {
        engine.add(Source::named(&[file]), &SourceOptions::default(), |_| {}).expect("added");
    }
    let picture = engine.picture(&Lens::default()).expect("computed");
    let attack = rockets(&picture);
    (author(attack), attack.standing)
}

#[test]
fn denials_in_many_words_reach_the_author_alone() {
    for words in [
        "Harakat al-Nujaba denied any involvement in Sunday's rocket attack on an American base in northeastern Syria.",
        "Harakat al-Nujaba denied firing rockets on the American base in northeastern Syria on Sunday.",
        "A spokesman for Harakat al-Nujaba denied that the group had fired rockets on the American base in northeastern Syria on Sunday.",
        "Harakat al-Nujaba said it had nothing to do with the rocket attack on the American base in northeastern Syria on Sunday.",
        "Harakat al-Nujaba was not behind the rocket attack on the American base in northeastern Syria on Sunday.",
    ] {
        let (author, attack) = denied_in_words(words);
        assert!(author.contains(&Standing::Disputed) && !author.contains(&Standing::Claimed), "{words}: {author:?}");
        assert!(matches!(attack, Standing::Reported | Standing::Confirmed), "{words}: {attack:?}");
    }
}

#[test]
fn the_third_report_is_a_second_source_and_its_strike_an_event_of_its_own() {
    let (engine, _folder) = told();
    let all = known(&engine, "2024-03-14T00:00:00Z");
    let attack = rockets(&all);
    assert!(author(attack).contains(&Standing::Disputed));
    assert_eq!(attack.independent, 3, "{:?}", attack.families);
    let strike = all.events.iter().find(|e| {
        e.kind.value == EventType::Assault && e.place.as_ref().is_some_and(|p| p.value.country.as_deref() == Some("IQ"))
    });
    assert!(strike.is_some_and(|s| s.id != attack.id));
}

/// How those stand who ambushed four soldiers, as two outlets tell it.
fn ambushed_by(first: &str, second: &str) -> Vec<(String, Standing)> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut engine = Engine::open(&folder.path().join("ledger.db"), Clock::System, "tester").expect("opened");
    for (outlet, who) in [("Ridge Radio", first), ("Harbour Wire", second)] {
        let file = folder.path().join(format!("{outlet}.txt"));
        let told = format!("{who} killed four soldiers in an ambush near the Malian town of Menaka on Saturday.");
        let text = format!("Title: Ambush\nOutlet: {outlet}\nPublished: 2024-06-16T09:00:00Z\n\n{told}\n");
        std::fs::write(&file, text).expect("written");
        engine.add(Source::named(&[file.display().to_string()]), &SourceOptions::default(), |_| {}).expect("added");
    }
    let picture = engine.picture(&Lens::default()).expect("computed");
    let assaults = picture.events.iter().filter(|e| e.kind.value == EventType::Assault);
    assaults.flat_map(|e| e.actors.iter().map(|a| (a.value.name.clone(), a.standing))).collect()
}

#[test]
fn gunmen_contradict_no_name_and_two_names_contradict_each_other() {
    let read = ambushed_by("Gunmen", "Boko Haram fighters");
    assert!(read.len() == 2 && read.iter().all(|(_, s)| *s != Standing::Disputed), "{read:?}");
    let read = ambushed_by("Boko Haram fighters", "Islamic State fighters");
    assert!(read.len() == 2 && read.iter().all(|(_, s)| *s == Standing::Disputed), "{read:?}");
}
