//! One self-contained page: each report with its claims underlined and coloured by certainty, values on hover, events as a table.

use super::style::{bounds, days, harm, names};
use crate::engine::ReadReport;
use dateline_core::model::{Claim, Telling};
use html_escape::encode_text;

const STYLE: &str = include_str!("page.css");

/// The page.
pub fn page(reads: &[ReadReport]) -> String {
    let sections: String = reads.iter().map(section).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Dateline reading</title><style>{STYLE}</style></head><body><main>{}{sections}</main></body></html>",
        legend()
    )
}

fn legend() -> String {
    let one = |c: &str| format!("<mark class=\"{c}\">{c}</mark>");
    let all =
        ["stated", "attributed", "claimed", "suspected", "unverified", "disputed", "denied", "possible", "intended"];
    format!("<p class=\"legend\">{}</p>", all.map(one).join(" "))
}

fn section(read: &ReadReport) -> String {
    let meta = read.report.meta();
    let known: Vec<String> =
        [meta.outlet.clone(), meta.published.map(|p| p.to_string()), meta.url.clone()].into_iter().flatten().collect();
    let title = meta.title.clone().unwrap_or_else(|| "Untitled report".into());
    let findings: String = read
        .reading
        .findings
        .iter()
        .map(|f| format!("<li class=\"{}\">{} <code>{}</code></li>", f.level, encode_text(&f.message), f.code))
        .collect();
    format!(
        "<article><h1>{}</h1><p class=\"meta\">{}</p><div class=\"text\">{}</div>{}<ul class=\"findings\">{findings}</ul></article>",
        encode_text(&title),
        encode_text(&known.join(" · ")),
        marked(read),
        events(read)
    )
}

/// The text with its claims marked; claims that overlap are cut so that marks nest in order.
fn marked(read: &ReadReport) -> String {
    let chars: Vec<char> = read.report.text().chars().collect();
    let mut claims: Vec<&Claim> = read.reading.claims.iter().collect();
    claims.sort_by_key(|c| (c.anchor.start(), std::cmp::Reverse(c.anchor.end())));
    let mut out = String::new();
    let mut at = 0;
    for claim in claims {
        let (start, end) = (claim.anchor.start() as usize, claim.anchor.end() as usize);
        let start = start.max(at);
        if end <= start {
            continue;
        }
        plain(&chars[at..start], &mut out);
        let number = claim.telling + 1;
        out.push_str(&format!(
            "<mark class=\"{}\" title=\"{}\" data-event=\"{number}\">",
            claim.account.certainty,
            html_escape::encode_double_quoted_attribute(&values(claim))
        ));
        plain(&chars[start..end], &mut out);
        out.push_str(&format!("<a href=\"#{}-E{number}\">E{number}</a></mark>", read.report.id()));
        at = end;
    }
    plain(&chars[at..], &mut out);
    out
}

fn plain(chars: &[char], out: &mut String) {
    let text: String = chars.iter().collect();
    out.push_str(&encode_text(&text).replace('\n', "<br>"));
}

fn values(claim: &Claim) -> String {
    let a = &claim.account;
    let mut lines = vec![format!(
        "{}{} · {} · {}",
        a.kind,
        a.mode.map(|m| format!("/{m}")).unwrap_or_default(),
        a.status,
        a.certainty
    )];
    let mut line = |label: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("{label}: {value}"));
        }
    };
    line("who", names(&a.actors));
    line("to whom", names(&a.targets));
    line("where", a.place.as_ref().map(|p| p.name.clone()).unwrap_or_default());
    line("when", a.date.as_ref().map(days).unwrap_or_default());
    line("harm", a.harm.iter().map(harm).collect::<Vec<_>>().join("; "));
    line("source", names(&claim.chain));
    line(
        "made by",
        claim
            .made_by
            .iter()
            .map(|(slot, by)| format!("{} {}", slot.as_str(), by.as_str()))
            .collect::<Vec<_>>()
            .join(", "),
    );
    lines.join("\n")
}

fn events(read: &ReadReport) -> String {
    if read.reading.tellings.is_empty() {
        return "<p class=\"none\">No event was found in this report.</p>".into();
    }
    let rows: String = read.reading.tellings.iter().enumerate().map(|(i, t)| row(read, i, t)).collect();
    format!(
        "<div class=\"scroll\"><table><thead><tr><th></th><th>type</th><th>status</th><th>certainty</th><th>who</th><th>to whom</th><th>where</th><th>when</th><th>harm</th><th>count</th><th>sources</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )
}

fn row(read: &ReadReport, number: usize, telling: &Telling) -> String {
    let a = &telling.account;
    let cells = [
        format!("{}{}", a.kind, a.mode.map(|m| format!("/{m}")).unwrap_or_default()),
        a.status.to_string(),
        a.certainty.to_string(),
        names(&a.actors),
        names(&a.targets),
        a.place.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
        a.date.as_ref().map(days).unwrap_or_default(),
        a.harm.iter().map(harm).collect::<Vec<_>>().join("; "),
        a.count
            .as_ref()
            .map(|c| format!("{} {}", bounds(c.low, c.high), c.unit.clone().unwrap_or_default()))
            .unwrap_or_default(),
        telling.sources.iter().map(|s| names(s)).collect::<Vec<_>>().join("; "),
    ];
    let cells: String = cells.iter().map(|c| format!("<td>{}</td>", encode_text(c))).collect();
    format!(
        "<tr id=\"{}-E{}\" class=\"{}\"><th>E{}</th>{cells}</tr>",
        read.report.id(),
        number + 1,
        a.certainty,
        number + 1
    )
}
