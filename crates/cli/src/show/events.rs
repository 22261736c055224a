//! Events, series and changes for people.

use super::style::*;
use crate::engine::{Change, ChangeKind, Picture};
use comfy_table::{ContentArrangement, Table, presets};
use dateline_core::model::{ClaimId, Event, EventType, Field, Party, ReportId, Series, Standing, Status};
use dateline_ledger::Hit;

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header.iter().map(|name| bold(name)));
    if !std::io::IsTerminal::is_terminal(&std::io::stdout()) {
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

fn parties(parties: &[Field<Party>]) -> String {
    parties.iter().map(|p| p.value.name.clone()).collect::<Vec<_>>().join(", ")
}

fn tolls(event: &Event) -> String {
    event.harm.iter().map(|h| format!("{} {}", h.kind, bounds(h.low, h.high))).collect::<Vec<_>>().join(", ")
}

/// The events as a table.
pub fn events(events: &[&Event], picture: &Picture) -> String {
    if events.is_empty() {
        return format!("No event fits; the ledger holds {} in this view.", picture.events.len());
    }
    let rows = event_table(events);
    format!(
        "{rows}\n{} events. Sources: independent ones of all tellings. `dateline event ID` shows one.",
        events.len()
    )
}

fn event_table(events: &[&Event]) -> Table {
    let mut table = table(&["id", "date", "place", "type", "who", "to whom", "harm", "standing", "sources"]);
    for event in events {
        let mode = event.mode.as_ref().map(|m| format!("/{}", m.value)).unwrap_or_default();
        table.add_row([
            dim(&event.id.to_string()[..8]),
            date_of(event),
            event.place.as_ref().map(|p| p.value.name.clone()).unwrap_or_default(),
            format!("{}{mode}", event.kind.value),
            parties(&event.actors),
            parties(&event.targets),
            tolls(event),
            format!("{} ({})", paint(standing_colour(event.standing), event.standing.as_str()), event.status.value),
            format!("{} of {}", event.families.len(), event.tellings.len()),
        ]);
    }
    table
}

/// Most events that are shown after adding.
const SHOWN: usize = 20;

/// The events that the added reports tell of: those that happened first, best supported first.
pub fn added(picture: &Picture, added: &[ReportId]) -> String {
    let mut told: Vec<&Event> =
        picture.events.iter().filter(|e| e.tellings.iter().any(|t| added.contains(&t.report))).collect();
    told.sort_by_key(|e| {
        let happened = matches!(e.status.value, Status::New) && e.standing != Standing::Predicted;
        let violent = matches!(e.kind.value, EventType::Assault | EventType::Protest | EventType::Coerce);
        (!happened, !violent, std::cmp::Reverse(e.families.len()), e.date.as_ref().map(|d| d.value), e.id)
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
pub fn event(event: &Event, picture: &Picture) -> String {
    let mode = event.mode.as_ref().map(|m| format!("/{}", m.value)).unwrap_or_default();
    let mut out = format!(
        "{} {}{mode}  {}\n",
        dim(&event.id.to_string()),
        bold(event.kind.value.as_str()),
        paint(standing_colour(event.standing), event.standing.as_str())
    );
    let mut row = |label: &str, value: String| {
        if !value.is_empty() {
            out.push_str(&format!("  {:<9} {value}\n", dim(label)));
        }
    };
    let standing = |s| paint(standing_colour(s), &format!("{s}"));
    row("status", event.status.value.to_string());
    row(
        "when",
        event
            .date
            .as_ref()
            .map(|d| format!("{}  {} {}", date_of(event), standing(d.standing), support(d)))
            .unwrap_or_default(),
    );
    row(
        "where",
        event
            .place
            .as_ref()
            .map(|p| format!("{} ({})  {} {}", p.value.name, p.value.precision, standing(p.standing), support(p)))
            .unwrap_or_default(),
    );
    for actor in &event.actors {
        row("who", format!("{}  {} {}", actor.value.name, standing(actor.standing), support(actor)));
    }
    for target in &event.targets {
        row("to whom", format!("{}  {} {}", target.value.name, standing(target.standing), support(target)));
    }
    row("with", event.means.iter().map(|m| m.value.clone()).collect::<Vec<_>>().join(", "));
    row(
        "count",
        event
            .count
            .as_ref()
            .map(|c| format!("{} {}", bounds(c.value.low, c.value.high), c.value.unit.clone().unwrap_or_default()))
            .unwrap_or_default(),
    );
    for harm in &event.harm {
        let path: Vec<String> = harm
            .history
            .iter()
            .map(|t| if t.replaced { format!("[{}]", bounds(t.low, t.high)) } else { bounds(t.low, t.high) })
            .collect();
        row(
            harm.kind.as_str(),
            format!(
                "{}  {}  {}",
                bounds(harm.low, harm.high),
                standing(harm.standing),
                dim(&format!("told as {}", path.join(" → ")))
            ),
        );
    }
    for blame in &event.responsibility {
        let by = blame.value.by.as_ref().map(|b| format!(" by {b}")).unwrap_or_default();
        row("blame", format!("{} {}{by}  {}", blame.value.actor.name, blame.value.stance, standing(blame.standing)));
    }
    out.push_str(&format!(
        "\n  {}\n",
        bold(&format!("{} independent sources, {} tellings", event.families.len(), event.tellings.len()))
    ));
    for family in &event.families {
        out.push_str(&format!("  {} {}\n", family.name, dim(&format!("— {}", family.reason))));
        for telling in event.tellings.iter().filter(|t| family.reports.contains(&t.report)) {
            out.push_str(&telling_quotes(telling.report, &telling.claims, picture));
        }
    }
    if !event.judgements.is_empty() {
        let numbers: Vec<String> = event.judgements.iter().map(u64::to_string).collect();
        out.push_str(&format!("  {} {}\n", dim("judgements"), numbers.join(", ")));
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
        out.push_str(&dim(&format!("  because of judgements {:?}\n", change.judgements)));
    }
    out.trim_end().to_owned()
}
