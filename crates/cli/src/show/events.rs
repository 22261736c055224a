//! Events, series and changes for people.

use super::style::*;
use crate::engine::{Change, ChangeKind, EventPage, Former, Picture};
use comfy_table::{ContentArrangement, Table, presets};
use dateline_core::analysis::Reconciled;
use dateline_core::model::wire::{EventForm, FieldForm, PartyForm};
use dateline_core::model::{Certainty, ClaimId, Event, EventType, Field, ReportId, Series, Standing, Status};
use dateline_ledger::Hit;

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header.iter().map(|name| bold(name)));
    // Some terminals say that they are no columns wide.
    if !std::io::IsTerminal::is_terminal(&std::io::stdout()) || table.width().is_none_or(|width| width < 40) {
        table.set_width(140);
    }
    table
}

/// The reports as a table.
pub fn reports(picture: &Picture) -> String {
    let mut rows: Vec<_> = picture.state.reports.iter().collect();
    rows.sort_by_key(|(r, _)| (r.meta().published, r.id()));
    let mut table = table(&["id", "published", "outlet", "title", "events"]);
    for (report, reading) in rows {
        let meta = report.meta();
        table.add_row([
            report.id().to_string()[..8].to_owned(),
            meta.updated.or(meta.published).map(|p| p.date().to_string()).unwrap_or_default(),
            meta.outlet.clone().unwrap_or_default(),
            meta.title.clone().unwrap_or_default(),
            reading.tellings.len().to_string(),
        ]);
    }
    table.to_string()
}

fn date_of(event: &Event) -> String {
    match event.date.as_ref().map(|d| d.value) {
        None => "?".into(),
        Some((from, to)) if from == to => from.to_string(),
        Some((from, to)) => format!("{from} … {to}"),
    }
}

/// A page of events as a table.
pub fn events(page: &EventPage, skipped: usize) -> String {
    if page.forms.is_empty() {
        return "No event fits.".to_owned();
    }
    let more = if page.more {
        format!(" There are more: `--skip {}` shows the next ones.", skipped + page.forms.len())
    } else {
        String::new()
    };
    format!(
        "{}\n{} events.{more} Sources: how many are independent, in how many reports. `dateline event ID` shows one.",
        event_table(&page.forms),
        page.forms.len()
    )
}

fn day_of(event: &EventForm) -> String {
    match event.date.as_ref().map(|d| &d.value) {
        None => "?".into(),
        Some([from, to]) if from == to => from.clone(),
        Some([from, to]) => format!("{from} … {to}"),
    }
}

fn event_table(events: &[EventForm]) -> Table {
    let mut table = table(&["id", "date", "place", "type", "who", "to whom", "harm", "standing", "sources"]);
    let names =
        |parties: &[FieldForm<PartyForm>]| parties.iter().map(|p| p.value.name.clone()).collect::<Vec<_>>().join(", ");
    for event in events {
        let mode = event.mode.as_ref().map(|m| format!("/{}", m.value)).unwrap_or_default();
        let harm: Vec<String> = event.harm.iter().map(|h| format!("{} {}", h.kind, bounds(h.low, h.high))).collect();
        let colour = event.standing.parse().map_or("0", standing_colour);
        table.add_row([
            dim(event.id.get(..8).unwrap_or(&event.id)),
            day_of(event),
            event.place.as_ref().map(|p| p.value.name.clone()).unwrap_or_default(),
            format!("{}{mode}", event.kind.value),
            event.actors.iter().map(doer).collect::<Vec<_>>().join(", "),
            names(&event.targets),
            harm.join(", "),
            format!("{} ({})", paint(colour, &event.standing), event.status.value),
            format!("{} in {}", event.independent, reports_of(event)),
        ]);
    }
    table
}

/// Who did it, and with what reserve where that is not simply told: "Sand Brigade (denied)".
fn doer(actor: &FieldForm<PartyForm>) -> String {
    let told = [Standing::Confirmed, Standing::Reported].iter().any(|s| actor.standing == s.as_str());
    if told { actor.value.name.clone() } else { format!("{} ({})", actor.value.name, actor.standing) }
}

/// How many reports tell of the event.
fn reports_of(event: &EventForm) -> usize {
    let mut reports: Vec<&str> = event.tellings.iter().map(|t| t.report.as_str()).collect();
    reports.sort_unstable();
    reports.dedup();
    reports.len()
}

/// Most events that are shown after adding.
const SHOWN: usize = 20;

/// The events that the added reports tell of: those that happened first, best supported first.
pub fn added(mut told: Vec<EventForm>) -> String {
    told.sort_by_cached_key(|e| {
        let happened = e.status.value == Status::New.as_str() && e.standing != Standing::Predicted.as_str();
        let violent =
            [EventType::Assault, EventType::Protest, EventType::Coerce].iter().any(|k| e.kind.value == k.as_str());
        (
            !happened,
            !violent,
            std::cmp::Reverse(e.families.len()),
            e.date.as_ref().map(|d| d.value.clone()),
            e.id.clone(),
        )
    });
    let all = told.len();
    told.truncate(SHOWN);
    let rest = match all - told.len() {
        0 => String::new(),
        more => format!(" {more} more: `dateline events`."),
    };
    format!(
        "{}\n\n{all} events.{rest} `dateline event ID` shows one with its sources side by side.",
        event_table(&told)
    )
}

/// What became of an id that was asked for.
pub fn redirect(former: &Former, event: &Event) -> String {
    format!(
        "{} was an event of its own until {}; it is part of {} now{}.\n",
        former.event,
        former.at.strftime("%F %T UTC"),
        event.id,
        because(former)
    )
}

fn because(former: &Former) -> String {
    if former.because.is_empty() { String::new() } else { format!(", because of {}", former.because.join(", ")) }
}

/// An event that no report tells any longer.
pub fn retraction(former: &Former) -> String {
    format!("{}  told by no report since {}{}", former.event, former.at.strftime("%F %T UTC"), because(former))
}

fn outlet(picture: &Picture, id: ReportId) -> String {
    let Some(report) = picture.report(id) else { return id.to_string() };
    let meta = report.meta();
    let published = meta.updated.or(meta.published).map(|p| format!(", {p}")).unwrap_or_default();
    format!("{}{published}", meta.outlet.clone().unwrap_or_else(|| "unnamed outlet".into()))
}

fn support<T>(field: &Field<T>) -> String {
    let contra = if field.support.contra.is_empty() {
        String::new()
    } else {
        format!(", {} against", field.support.contra.len())
    };
    dim(&format!("({} for{contra})", field.support.pro.len()))
}

/// One event, every field with its standing, and its sources side by side.
pub fn event(event: &Event, picture: &Picture, formers: &[Former]) -> String {
    let mode = event.mode.as_ref().map(|m| format!("/{}", m.value)).unwrap_or_default();
    let mut out = format!(
        "{} {}{mode}  {}\n",
        dim(&event.id.to_string()),
        bold(event.kind.value.as_str()),
        paint(standing_colour(event.standing), event.standing.as_str())
    );
    for (label, value) in assessment(event).into_iter().chain(fields(event)).filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!("  {:<9} {value}\n", dim(label)));
    }
    out.push_str(&sources(event, picture));
    out.push_str(&others(event, formers));
    out.push_str(&judged(event, picture));
    out
}

fn standing(standing: Standing) -> String {
    paint(standing_colour(standing), standing.as_str())
}

/// What the whole is worth, and by which rule the values below were chosen.
fn assessment(event: &Event) -> Vec<(&'static str, String)> {
    let grade = event.grade.map(|g| format!("author {g} (Airwars), ")).unwrap_or_default();
    let joined = match event.tellings.len() {
        0 | 1 => String::new(),
        _ => format!("; least likely telling {:.0} %", 100.0 * event.probability),
    };
    vec![
        ("status", event.status.value.to_string()),
        ("graded", format!("{grade}{} (Admiralty){joined}", event.admiralty)),
        ("rule", event.kind.rule.to_string()),
    ]
}

fn fields(event: &Event) -> Vec<(&'static str, String)> {
    let mut rows: Vec<(&'static str, String)> = Vec::new();
    if let Some(date) = &event.date {
        rows.push(("when", format!("{}  {} {}", date_of(event), standing(date.standing), support(date))));
    }
    if let Some(p) = &event.place {
        rows.push((
            "where",
            format!("{} ({})  {} {}", p.value.name, p.value.precision, standing(p.standing), support(p)),
        ));
    }
    for actor in &event.actors {
        rows.push(("who", format!("{}  {} {}", actor.value.name, standing(actor.standing), support(actor))));
    }
    for target in &event.targets {
        rows.push(("to whom", format!("{}  {} {}", target.value.name, standing(target.standing), support(target))));
    }
    rows.push(("with", event.means.iter().map(|m| m.value.clone()).collect::<Vec<_>>().join(", ")));
    if let Some(c) = &event.count {
        let unit = c.value.unit.clone().unwrap_or_default();
        rows.push(("count", format!("{} {unit}", bounds(c.value.low, c.value.high))));
    }
    rows.extend(tolls(event));
    for blame in &event.responsibility {
        let by = blame.value.by.as_ref().map(|b| format!(" by {b}")).unwrap_or_default();
        rows.push((
            "blame",
            format!("{} {}{by}  {}", blame.value.actor.name, blame.value.stance, standing(blame.standing)),
        ));
    }
    rows
}

/// Harm by kind: bounds and best, groups, and the figures in order of publication; those replaced stand in brackets.
fn tolls(event: &Event) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    for harm in &event.harm {
        let told = |t: &dateline_core::model::Toll| {
            let figure = bounds(t.low, t.high);
            let who = t.who.as_ref().filter(|_| t.subset).map(|w| format!(" {w}")).unwrap_or_default();
            if t.replaced { format!("[{figure}{who}]") } else { format!("{figure}{who}") }
        };
        let path: Vec<String> = harm.history.iter().map(told).collect();
        let best = bounds(harm.best.0, harm.best.1);
        let all = bounds(harm.low, harm.high);
        let all = if all == best { best } else { format!("{all}, best {best}") };
        rows.push((
            harm.kind.as_str(),
            format!("{all}  {}  {}", standing(harm.standing), dim(&format!("told as {}", path.join(" → ")))),
        ));
    }
    if let Some(deaths) = event.deaths() {
        rows.push(("deaths", format!("low {}, best {}, high {} (UCDP)", deaths.low, deaths.best, deaths.high)));
    }
    rows
}

/// A sum beside the ledger's own count.
pub fn reconciled(r: &Reconciled) -> String {
    let own = if r.own.low == r.own.high { r.own.high.to_string() } else { format!("{} to {}", r.own.low, r.own.high) };
    let period = r.period.map(|(from, to)| format!(", {from} to {to}")).unwrap_or_default();
    let gap = match r.gap {
        0 => "they agree".to_owned(),
        gap if gap > 0 => format!("at least {gap} more were told than the ledger holds"),
        gap => format!("the ledger holds at least {} more than were told", gap.saturating_neg()),
    };
    let ids: Vec<String> = r.events.iter().take(8).map(|id| id.to_string()[..8].to_owned()).collect();
    let more =
        if r.events.len() > ids.len() { format!(" and {} more", r.events.len() - ids.len()) } else { String::new() };
    let of = if ids.is_empty() { String::new() } else { dim(&format!(" ({}{more})", ids.join(", "))) };
    format!(
        "  {} {}: told {}, in the ledger {own}{period}: {gap}{of}",
        dim("sum"),
        r.counted.as_str(),
        bounds(r.told.0, r.told.1)
    )
}

fn sources(event: &Event, picture: &Picture) -> String {
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let mut out = format!(
        "\n  {}\n",
        bold(&format!(
            "{}, {}",
            plural(event.independent as usize, "independent source"),
            plural(event.tellings.len(), "telling")
        ))
    );
    for family in &event.families {
        let denies = if family.denies { ", denies it" } else { "" };
        let relied = format!(" ({}{denies})", family.reliability);
        out.push_str(&format!("  {}{} {}\n", family.name, dim(&relied), dim(&format!("— {}", family.reason))));
        for telling in event.tellings.iter().filter(|t| family.reports.contains(&t.report)) {
            out.push_str(&telling_quotes(telling.report, &telling.claims, picture));
        }
    }
    let mut voices: Vec<String> =
        event.voices.iter().map(|v| format!("{} {}", v.source, factuality(v.certainty))).collect();
    voices.dedup();
    out.push_str(&format!("\n  {} {}\n", dim("says who"), voices.join(", ")));
    out
}

/// A certainty in FactBank's letters: certain, probable, possible, unknown; with a plus or a minus.
fn factuality(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Stated | Certainty::Attributed => "CT+",
        Certainty::Claimed | Certainty::Suspected => "PR+",
        Certainty::Possible | Certainty::Disputed | Certainty::Unverified => "PS+",
        Certainty::Intended => "UU",
        Certainty::Denied => "CT-",
    }
}

/// Old ids that lead here, and events that may be the same.
fn others(event: &Event, formers: &[Former]) -> String {
    let mut out = String::new();
    for former in formers {
        let line = format!("until {}{}", former.at.strftime("%F %T UTC"), because(former));
        out.push_str(&format!("  {} {} {}\n", dim("formerly"), former.event, dim(&line)));
    }
    for near in &event.near {
        let kept = if near.kept_apart { ", kept apart" } else { "" };
        out.push_str(&format!(
            "  {} {} {}\n",
            dim("perhaps"),
            near.event,
            dim(&format!("the same with {:.0} %{kept}", 100.0 * near.probability))
        ));
    }
    out
}

/// The judgements that shaped it, with who, what and why.
fn judged(event: &Event, picture: &Picture) -> String {
    let mut out = String::new();
    for (number, judgement) in picture.state.judgements.iter().filter(|(n, _)| event.judgements.contains(n)) {
        out.push_str(&format!(
            "  {} {number}: {} by {}, “{}”\n",
            dim("judgement"),
            super::action(&judgement.action),
            judgement.by,
            judgement.reason
        ));
    }
    out
}

fn telling_quotes(report: ReportId, claims: &[ClaimId], picture: &Picture) -> String {
    let mut out = format!("    {} {}\n", outlet(picture, report), dim(&report.to_string()[..8]));
    for (_, _, claim) in claims.iter().filter_map(|c| picture.claim(*c)) {
        let words = claim.anchor.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let chain = if claim.chain.is_empty() { String::new() } else { format!(" ← {}", names(&claim.chain)) };
        let colour = certainty_colour(claim.account.certainty);
        out.push_str(&format!(
            "      “{}” {}\n",
            paint(colour, &words),
            dim(&format!("{}{chain}  {}", claim.account.certainty, claim.id))
        ));
    }
    out
}

/// Why the tellings were joined, and which rule made each value.
pub fn explanation(event: &Event, only: Option<ClaimId>, picture: &Picture) -> String {
    let mut out = String::new();
    if only.is_none() {
        out.push_str(&format!("{} joins {} tellings.\n", bold(&event.id.to_string()), event.tellings.len()));
        let mut last = None;
        for reason in &event.reasons {
            if last != Some((reason.a, reason.b)) {
                out.push_str(&format!("  {} with {}\n", reason.a, reason.b));
                last = Some((reason.a, reason.b));
            }
            let colour = if reason.weight >= 0.0 { "32" } else { "31" };
            out.push_str(&format!("    {} {}\n", paint(colour, &format!("{:+.1}", reason.weight)), reason.what));
        }
        if event.reasons.is_empty() {
            out.push_str("  Only one report tells of it.\n");
        }
    }
    for claim in event.tellings.iter().flat_map(|t| &t.claims).filter(|c| only.is_none_or(|o| o == **c)) {
        let Some((report, _, claim)) = picture.claim(*claim) else { continue };
        out.push_str(&format!("\n{}\n", super::claim_line(report, claim)));
        for (slot, by) in &claim.made_by {
            out.push_str(&format!("    {:<15} {}\n", slot.as_str(), dim(by.as_str())));
        }
    }
    out
}

/// A found report.
pub fn hit(hit: &Hit) -> String {
    let title = hit.title.clone().unwrap_or_else(|| "Untitled".into());
    let excerpt = hit
        .excerpt
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('[', "\u{1b}[1m")
        .replace(']', "\u{1b}[0m");
    format!("{} {}\n  {excerpt}", dim(&hit.report.to_string()[..8]), bold(&title))
}

/// A series as counts by day.
pub fn series(series: &Series, picture: &Picture) -> String {
    let count = |low: u64, high: u64| if low == high { format!("{high}") } else { format!("{low} to {high}") };
    let mut out = format!(
        "{} events (confirmed or stated, to everything reported)",
        bold(&count(series.total.low, series.total.high))
    );
    if let Some((from, to)) = series.span {
        out.push_str(&format!(", {from} to {to}"));
    }
    out.push('\n');
    for (day, tally, _) in &series.days {
        out.push_str(&format!(
            "  {day}  {:<8} {}\n",
            count(tally.low, tally.high),
            "▇".repeat(tally.high.min(60) as usize)
        ));
    }
    if !series.undated.is_empty() {
        out.push_str(&dim(&format!("  {} without a day of their own\n", series.undated.len())));
    }
    if let Some((day, event)) = series.last {
        out.push_str(&format!("Last: {day}, event {}\n", &event.to_string()[..8]));
    }
    out + &lulls(series, picture)
}

/// The lulls of a series.
pub fn lulls(series: &Series, picture: &Picture) -> String {
    if series.lulls.is_empty() {
        return "No unusual silence.".into();
    }
    let mut out = String::new();
    for lull in &series.lulls {
        let end = match &lull.resumption {
            Some(r) => format!("ended on {} by event {}", r.day, &r.event.to_string()[..8]),
            None => "not over".into(),
        };
        out.push_str(&format!("{} {} to {}: {} days, {end}\n", bold("Lull"), lull.from, lull.to, lull.days));
        let chance = if lull.chance < 0.001 {
            "less than one in a thousand".to_owned()
        } else {
            format!("{:.1} %", lull.chance * 100.0)
        };
        out.push_str(&format!(
            "  A silence this long had a chance of {chance}, given {} events before.\n",
            lull.before
        ));
        out.push_str(&format!(
            "  Coverage: {} of {} outlets that told of the series were read in it; {} reports on the area:\n",
            lull.outlets.1,
            lull.outlets.0,
            lull.reports.len()
        ));
        for report in lull.reports.iter().take(5) {
            out.push_str(&format!("    {} {}\n", outlet(picture, *report), dim(&report.to_string()[..8])));
        }
    }
    out
}

/// A change in words.
pub fn change(change: &Change) -> String {
    let head = match (change.kind, change.now) {
        (ChangeKind::Appeared, _) => paint("32", "new"),
        (ChangeKind::Vanished, _) => paint("31", "gone"),
        (ChangeKind::Changed, _) => paint("33", "changed"),
        (ChangeKind::Merged, Some(now)) => format!("{} into {now}", paint("35", "merged")),
        (ChangeKind::Merged, None) => paint("35", "merged"),
    };
    let mut out = format!("{} {head}\n", change.event);
    for (field, before, after) in &change.fields {
        let was = if before.is_empty() { String::new() } else { format!("{} → ", dim(before)) };
        out.push_str(&format!("  {field:<20} {was}{after}\n"));
    }
    if !change.reports.is_empty() {
        let ids: Vec<String> = change.reports.iter().map(|r| r.to_string()[..8].to_owned()).collect();
        out.push_str(&dim(&format!("  because of reports {}\n", ids.join(", "))));
    }
    if !change.judgements.is_empty() {
        let numbers: Vec<String> = change.judgements.iter().map(u64::to_string).collect();
        out.push_str(&dim(&format!("  because of judgements {}\n", numbers.join(", "))));
    }
    out.trim_end().to_owned()
}
