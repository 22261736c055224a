//! The page: a table of the kinds, then each kind's errors with the words around them.

use super::{Mistake, Row};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Characters shown on each side of the words in question.
const AROUND: usize = 140;

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}\
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ddd}\
td.n{text-align:right}mark{background:#ffe28a}summary{cursor:pointer;font-weight:600;padding:.4rem 0}.id{color:#666;font-size:.85em}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}td,th{border-color:#444}mark{background:#7a5c00;color:#fff}}";

/// Each kind with how often it occurs and what it costs in all, the most costly first.
pub(super) fn kinds(mistakes: &[Mistake]) -> Vec<(&str, (usize, u32))> {
    let mut by_kind: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
    for mistake in mistakes {
        let (count, cost) = by_kind.entry(&mistake.kind).or_default();
        *count += 1;
        *cost += mistake.cost;
    }
    let mut kinds: Vec<(&str, (usize, u32))> = by_kind.into_iter().collect();
    kinds.sort_by_key(|(_, (_, cost))| std::cmp::Reverse(*cost));
    kinds
}

pub(super) fn page(title: &str, rows: &[Row], mistakes: &[Mistake]) -> String {
    let texts: BTreeMap<&str, &str> = rows.iter().map(|row| (row.id.as_str(), row.text.as_str())).collect();
    let kinds = kinds(mistakes);
    let mut html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Errors: {0}</title><style>{STYLE}</style><h1>Errors: {0}</h1>\
         <p>{1} errors in {2} rows. The costliest kind stands first.</p><table><tr><th>kind</th><th>errors</th><th>cost</th></tr>",
        escaped(title),
        mistakes.len(),
        rows.len()
    );
    for (number, (kind, (count, cost))) in kinds.iter().enumerate() {
        let kind = escaped(kind);
        let _ = write!(
            html,
            "<tr><td><a href=\"#k{number}\">{kind}</a></td><td class=\"n\">{count}</td><td class=\"n\">{cost}</td></tr>"
        );
    }
    html.push_str("</table>");
    for (number, (kind, (count, _))) in kinds.iter().enumerate() {
        let open = if number < 3 { " open" } else { "" };
        let _ = write!(
            html,
            "<details id=\"k{number}\"{open}><summary>{} ({count})</summary><table><tr><th>gold</th><th>read</th><th>words</th></tr>",
            escaped(kind)
        );
        for mistake in mistakes.iter().filter(|m| m.kind == *kind) {
            let text = texts.get(mistake.report.as_str()).copied().unwrap_or_default();
            let _ = write!(
                html,
                "<tr><td>{}</td><td>{}</td><td>{}<div class=\"id\">{}</div></td></tr>",
                escaped(&mistake.gold),
                escaped(&mistake.read),
                excerpt(text, mistake.span),
                escaped(&mistake.report)
            );
        }
        html.push_str("</table></details>");
    }
    html.push_str("</html>\n");
    html
}

/// The words with what stands around them; the row's beginning where no place is known.
fn excerpt(text: &str, span: Option<(usize, usize)>) -> String {
    let (start, end) = span.unwrap_or((0, 0));
    let part = |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
    let (before, words, after) =
        (part(start.saturating_sub(AROUND), start), part(start, end), part(end, end.saturating_add(AROUND)));
    format!("{}<mark>{}</mark>{}", escaped(&before), escaped(&words), escaped(&after))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake(kind: &str, cost: u32) -> Mistake {
        let (gold, read) = ("a < b".to_owned(), String::new());
        Mistake { kind: kind.into(), cost, report: "r".into(), gold, read, span: Some((3, 5)) }
    }

    #[test]
    fn the_costliest_kind_stands_first_and_nothing_is_markup() {
        let mistakes = [mistake("x", 1), mistake("y", 3), mistake("x", 1)];
        assert_eq!(kinds(&mistakes), [("y", (1, 3)), ("x", (2, 2))]);
        assert!(page("t", &[], &mistakes).contains("a &lt; b"));
    }

    #[test]
    fn words_are_shown_with_what_stands_around_them() {
        assert_eq!(excerpt("añ <b> c", Some((3, 6))), "añ <mark>&lt;b&gt;</mark> c");
    }
}
