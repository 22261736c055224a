//! Minimal pairs: two short texts that differ in one thing and must be read differently. `eval/pairs/README.md` says how they are
//! written.

use anyhow::{Context, Result, bail};
use dateline_cli::engine::{read_text, reader};
use dateline_core::extraction::Reader;
use dateline_core::model::ReportMeta;
use dateline_core::model::wire::{FigureForm, ParticipantForm, TellingForm};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What must be true of the reading of a text.
#[derive(Debug)]
enum Demand {
    /// Some event is like this.
    Some(Description),
    /// No event is like this.
    Never(Description),
    /// Nothing is told as having happened.
    Nothing,
}

#[derive(Debug)]
struct Description {
    kind: String,
    items: Vec<(String, String)>,
}

#[derive(Debug, Default)]
struct Member {
    text: String,
    demands: Vec<(String, Demand)>,
}

#[derive(Debug, Default)]
struct Pair {
    id: String,
    published: String,
    members: Vec<Member>,
}

/// Reads every pair below the folders; prints the share of pairs of which both members are read right, and with `all` each demand
/// that is not met.
pub fn measure(folders: &[&str], all: bool) -> Result<()> {
    let reader = reader();
    for folder in folders {
        let mut by_file: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for file in files(Path::new(folder))? {
            let text = std::fs::read_to_string(&file)?;
            let pairs = parse(&text).with_context(|| file.display().to_string())?;
            let tally = by_file.entry(file.file_stem().unwrap_or_default().to_string_lossy().into_owned()).or_default();
            for pair in pairs {
                let unmet = unmet(&reader, &pair)?;
                tally.0 += usize::from(unmet.is_empty());
                tally.1 += 1;
                if all {
                    unmet.iter().for_each(|line| println!("{line}"));
                }
            }
        }
        let (right, of) = by_file.values().fold((0, 0), |(r, o), (right, of)| (r + right, o + of));
        if of == 0 {
            bail!("{folder} holds no pairs");
        }
        by_file.iter().for_each(|(name, (right, of))| println!("{name:<28} {right:>3} of {of:>3}"));
        println!("{folder}: {right} of {of} pairs right, {:.3}", right as f64 / of as f64);
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    Ok(files)
}

fn parse(text: &str) -> Result<Vec<Pair>> {
    let mut pairs: Vec<Pair> = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        if let Some(rest) = line.strip_prefix("## ") {
            pairs.push(Pair { id: rest.split_whitespace().next().unwrap_or_default().to_owned(), ..Pair::default() });
            continue;
        }
        let pair = pairs.last_mut().with_context(|| format!("line {number}: no pair has begun"))?;
        if let Some(day) = line.strip_prefix("published ") {
            pair.published = day.trim().to_owned();
        } else if let Some(text) = line.strip_prefix("a: ").or_else(|| line.strip_prefix("b: ")) {
            pair.members.push(Member { text: text.to_owned(), ..Member::default() });
        } else if let Some(rest) = line.strip_prefix("> ").or_else(|| line.strip_prefix("! ")) {
            let member = pair.members.last_mut().with_context(|| format!("line {number}: a demand without a text"))?;
            let demand = match rest.trim() {
                "none" => Demand::Nothing,
                described if line.starts_with('>') => Demand::Some(describe(described)?),
                described => Demand::Never(describe(described)?),
            };
            member.demands.push((line.to_owned(), demand));
        } else {
            bail!("line {number}: {line:?} is no line of a pair");
        }
    }
    match pairs.iter().find(|p| p.members.len() != 2) {
        Some(pair) => bail!("{} has {} texts, not 2", pair.id, pair.members.len()),
        None => Ok(pairs),
    }
}

fn describe(line: &str) -> Result<Description> {
    let mut parts = line.split(';').map(str::trim).filter(|p| !p.is_empty());
    let kind = parts.next().context("no type")?.to_owned();
    let items = parts
        .filter(|p| !p.ends_with('='))
        .map(|part| {
            part.split_once('=')
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .with_context(|| format!("{part:?} is no item=value"))
        })
        .collect::<Result<_>>()?;
    Ok(Description { kind, items })
}

/// The demands of a pair that its reading does not meet, each with what was read.
fn unmet(reader: &Reader<'_>, pair: &Pair) -> Result<Vec<String>> {
    let mut unmet = Vec::new();
    for (name, member) in ["a", "b"].iter().zip(&pair.members) {
        let meta = ReportMeta { published: pair.published.parse().ok(), ..ReportMeta::default() };
        let events = read_text(reader, meta, &member.text).form().events;
        for (line, demand) in &member.demands {
            if !met(demand, &events)? {
                let read: Vec<String> = events.iter().map(in_short).collect();
                unmet.push(format!(
                    "{} {name}: {}\n    {line}\n    read: {}",
                    pair.id,
                    member.text,
                    read.join("\n          ")
                ));
            }
        }
    }
    Ok(unmet)
}

fn met(demand: &Demand, events: &[TellingForm]) -> Result<bool> {
    Ok(match demand {
        Demand::Nothing => !events.iter().any(told),
        Demand::Some(description) => any(description, events)?,
        Demand::Never(description) => !any(description, events)?,
    })
}

/// Told as having happened.
fn told(event: &TellingForm) -> bool {
    event.account.status == "new" && !matches!(event.account.certainty.as_str(), "denied" | "possible" | "intended")
}

fn any(description: &Description, events: &[TellingForm]) -> Result<bool> {
    for event in events.iter().filter(|e| e.account.kind == description.kind) {
        let mut all = true;
        for (item, value) in &description.items {
            all &= holds(event, item, value)?;
        }
        if all {
            return Ok(true);
        }
    }
    Ok(false)
}

fn holds(event: &TellingForm, item: &str, value: &str) -> Result<bool> {
    let account = &event.account;
    let one_of = |parties: &[ParticipantForm]| match value {
        "?" => parties.is_empty(),
        value => parties.iter().any(|p| within(value, &p.name) || within(value, &p.quote.text)),
    };
    Ok(match item {
        "actor" => one_of(&account.actors),
        "target" => one_of(&account.targets),
        "place" => match (&account.place, value) {
            (place, "?") => place.is_none(),
            (Some(place), value) => within(value, &place.name) || within(value, &place.quote.text),
            (None, _) => false,
        },
        "date" => match (&account.date, value) {
            (date, "?") => date.is_none(),
            (Some(date), value) => date.start == value && date.end == value,
            (None, _) => false,
        },
        "killed" => figures(&account.killed, value),
        "wounded" => figures(&account.injured, value),
        "displaced" => figures(&account.displaced, value),
        "detained" => figures(&account.detained, value),
        "count" => {
            account.count.as_ref().map_or(value == "?" || value == "1" || value == "[1,1]", |f| figure(f, value))
        }
        "status" => account.status == value,
        "certainty" => account.certainty == value,
        "source" => event
            .sources
            .iter()
            .any(|chain| chain.last().is_some_and(|p| within(value, &p.name) || within(value, &p.quote.text))),
        "responsibility" => account.responsibility.iter().any(|r| r.stance == value),
        other => bail!("{other:?} is no item"),
    })
}

fn within(value: &str, text: &str) -> bool {
    let (value, text) = (value.to_lowercase(), text.to_lowercase());
    text.contains(&value) || value.rsplit(' ').next().is_some_and(|head| text.contains(head))
}

fn figures(figures: &[FigureForm], value: &str) -> bool {
    match value {
        "?" => figures.is_empty(),
        value => figures.iter().any(|f| figure(f, value)),
    }
}

/// `[3,3]`, `[5,-]`, `[-,10]`, or a bare number.
fn figure(figure: &FigureForm, value: &str) -> bool {
    let bounds = value.trim_matches(['[', ']']);
    let (low, high) = bounds.split_once(',').unwrap_or((bounds, bounds));
    let low_fits = low.parse().map_or(figure.low <= 1, |low: u64| figure.low == low);
    low_fits && figure.high == high.parse().ok()
}

fn in_short(event: &TellingForm) -> String {
    let a = &event.account;
    let names = |p: &[ParticipantForm]| p.iter().map(|p| p.name.clone()).collect::<Vec<_>>().join(", ");
    let bounds = |f: &[FigureForm]| {
        f.iter().map(|f| format!("[{},{}]", f.low, f.high.map_or("-".into(), |h| h.to_string()))).collect::<String>()
    };
    let mut parts =
        vec![format!("{} {:?} {} {}", a.kind, event.anchors.first().map_or("", |q| &q.text), a.status, a.certainty)];
    let mut put = |what: &str, value: String| {
        if !value.is_empty() {
            parts.push(format!("{what}={value}"));
        }
    };
    put("actor", names(&a.actors));
    put("target", names(&a.targets));
    put("place", a.place.as_ref().map(|p| p.name.clone()).unwrap_or_default());
    put(
        "date",
        a.date
            .as_ref()
            .map(|d| if d.start == d.end { d.start.clone() } else { format!("{}..{}", d.start, d.end) })
            .unwrap_or_default(),
    );
    put("killed", bounds(&a.killed));
    put("wounded", bounds(&a.injured));
    put("displaced", bounds(&a.displaced));
    put("detained", bounds(&a.detained));
    put("count", a.count.as_ref().map(|c| bounds(std::slice::from_ref(c))).unwrap_or_default());
    put(
        "responsibility",
        a.responsibility.iter().map(|r| format!("{} {}", r.actor.name, r.stance)).collect::<Vec<_>>().join(", "),
    );
    put("sources", event.sources.iter().map(|c| names(c)).collect::<Vec<_>>().join(" | "));
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: &str = "## x-001 did/denied: a raid\npublished 2024-05-03\na: Police shot two men in Lagos on Friday.\n> ASSAULT; killed=?\nb: Police denied they had shot anyone.\n> none\n! ASSAULT; status=new; certainty=stated\n";

    #[test]
    fn a_pair_is_parsed() {
        let pairs = parse(PAIR).expect("a pair");
        assert_eq!((pairs.len(), pairs[0].members.len(), pairs[0].members[1].demands.len()), (1, 2, 2));
        assert!(parse("## x\na: one\n> none\n").is_err());
        assert!(parse("a: one\n").is_err());
    }

    #[test]
    fn bounds_are_compared() {
        let form = |low, high| FigureForm {
            quote: dateline_core::model::wire::QuoteForm { text: "x".into(), start: 0, end: 1 },
            low,
            high,
            unit: None,
            who: None,
            group: None,
            scope: "total".into(),
            source: None,
        };
        assert!(figure(&form(5, None), "[5,-]") && !figure(&form(5, Some(5)), "[5,-]"));
        assert!(figure(&form(0, Some(10)), "[-,10]") && !figure(&form(10, Some(10)), "[-,10]"));
        assert!(figures(&[], "?") && !figures(&[form(0, Some(0))], "?"));
    }
}
