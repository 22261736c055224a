//! A page's metadata: JSON-LD first, then OpenGraph and meta tags, then what the page shows.

use super::moments;
use crate::model::ReportMeta;
use dom_query::Document;
use serde_json::Value;

/// What the page says of itself.
pub(super) fn of(document: &Document) -> ReportMeta {
    let mut meta = linked_data(document);
    let tag = |names: &[&str]| names.iter().find_map(|name| content(document, name));
    meta.title = meta
        .title
        .or_else(|| tag(&["og:title", "twitter:title", "dc.title", "headline"]))
        .or_else(|| shown(document, "h1"))
        .or_else(|| shown(document, "title"));
    meta.outlet = meta.outlet.or_else(|| tag(&["og:site_name", "application-name", "dc.publisher", "publisher"]));
    if meta.authors.is_empty() {
        meta.authors = tag(&["author", "article:author", "dc.creator", "byl"])
            .or_else(|| byline(document))
            .into_iter()
            .filter(|a| !a.starts_with("http"))
            .collect();
    }
    let time = |names: &[&str]| tag(names).and_then(|t| moments::parse(&t));
    meta.published = meta
        .published
        .or_else(|| {
            time(&[
                "article:published_time",
                "og:published_time",
                "datepublished",
                "date",
                "pubdate",
                "publishdate",
                "dc.date",
                "parsely-pub-date",
                "sailthru.date",
                "dcterms.created",
                "publish-date",
            ])
        })
        .or_else(|| attribute(document, "[itemprop=datePublished]", &["content", "datetime"]))
        .or_else(|| attribute(document, "time[datetime]", &["datetime"]))
        .or_else(|| shown_date(document));
    meta.updated = meta
        .updated
        .or_else(|| {
            time(&["article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"])
        })
        .or_else(|| attribute(document, "[itemprop=dateModified]", &["content", "datetime"]));
    meta.updated = meta.updated.filter(|updated| meta.published.is_none_or(|published| *updated > published));
    let canonical = document.select("link[rel=canonical]").attr("href").map(|h| h.to_string());
    meta.url = canonical.or(meta.url).or_else(|| tag(&["og:url"])).filter(|u| u.starts_with("http"));
    meta.language = meta
        .language
        .or_else(|| document.select("html").attr("lang").map(|l| l.chars().take(2).collect::<String>().to_lowercase()))
        .filter(|l| l.len() == 2);
    meta
}

fn content(document: &Document, name: &str) -> Option<String> {
    let selected =
        document.select(&format!("meta[property=\"{name}\" i], meta[name=\"{name}\" i], meta[itemprop=\"{name}\" i]"));
    selected.attr("content").map(|c| c.trim().to_owned()).filter(|c| !c.is_empty())
}

fn shown(document: &Document, selector: &str) -> Option<String> {
    let selected = document.select(selector);
    let first = selected.iter().next()?;
    Some(first.text().split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty())
}

fn byline(document: &Document) -> Option<String> {
    let line = [".byline", "[rel=author]", ".author", "[itemprop=author]"].iter().find_map(|s| shown(document, s))?;
    let bare = line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")).unwrap_or(&line);
    Some(bare.split(['|', '·', ',']).next().unwrap_or(bare).trim().to_owned()).filter(|a| a.len() < 80 && !a.is_empty())
}

fn attribute(document: &Document, selector: &str, names: &[&str]) -> Option<crate::model::Moment> {
    let selected = document.select(selector);
    names.iter().find_map(|name| selected.attr(name)).and_then(|value| moments::parse(&value))
}

fn shown_date(document: &Document) -> Option<crate::model::Moment> {
    [".date", ".published", ".dateline", ".timestamp", ".byline", "time", ".meta", ".posted-on"]
        .iter()
        .find_map(|s| moments::parse(&shown(document, s)?))
}

/// What JSON-LD says of the article.
fn linked_data(document: &Document) -> ReportMeta {
    let mut meta = ReportMeta::default();
    for script in document.select("script[type=\"application/ld+json\"]").iter() {
        let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) else { continue };
        articles(&value, 0, &mut |article| take(article, &mut meta));
    }
    meta
}

/// Calls `found` for every article in the data, through arrays and graphs.
fn articles(value: &Value, depth: usize, found: &mut impl FnMut(&Value)) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| articles(item, depth + 1, found)),
        Value::Object(object) => {
            let kinds = object.get("@type").map(|t| t.to_string()).unwrap_or_default();
            if ["Article", "Report", "BlogPosting", "LiveBlog"].iter().any(|k| kinds.contains(k)) {
                found(value);
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .filter_map(|key| object.get(*key))
                .for_each(|inner| articles(inner, depth + 1, found));
        }
        _ => {}
    }
}

fn take(article: &Value, meta: &mut ReportMeta) {
    let text = |value: &Value| value.as_str().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let name = |value: &Value| text(value).or_else(|| text(&value["name"]));
    meta.title = meta.title.take().or_else(|| text(&article["headline"]));
    meta.outlet = meta.outlet.take().or_else(|| name(&article["publisher"]));
    if meta.authors.is_empty() {
        meta.authors = match &article["author"] {
            Value::Array(authors) => authors.iter().filter_map(name).collect(),
            author => name(author).into_iter().collect(),
        };
    }
    let moment = |key: &str| article[key].as_str().and_then(moments::parse);
    meta.published = meta.published.or_else(|| moment("datePublished"));
    meta.updated = meta.updated.or_else(|| moment("dateModified"));
    meta.url = meta.url.take().or_else(|| text(&article["url"])).or_else(|| text(&article["mainEntityOfPage"]["@id"]));
    meta.language = meta.language.take().or_else(|| text(&article["inLanguage"]).map(|l| l.chars().take(2).collect()));
}
