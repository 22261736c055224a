//! Options that several commands share.

use crate::engine::{Clock, Engine, EngineError, FetchLimits, Lens, SourceOptions};
use clap::{Args, ValueEnum};
use dateline_core::model::{Moment, Rule, Selection};
use dateline_core::reading::{Columns, Format};
use dateline_ledger::View;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;

/// Which ledger, and who acts.
#[derive(Debug, Args)]
pub struct LedgerOptions {
    /// The ledger's file
    #[arg(long, global = true, env = "DATELINE_LEDGER", default_value = "dateline.db")]
    pub ledger: PathBuf,
    /// Who acts: it stands in every entry
    #[arg(long, global = true, env = "DATELINE_USER", default_value = "analyst")]
    pub by: String,
}

impl LedgerOptions {
    /// The engine over a ledger that may be new.
    pub fn open(&self) -> Result<Engine, EngineError> {
        Engine::open(&self.ledger, Clock::System, &self.by)
    }

    /// The engine over a ledger that must be there.
    pub fn existing(&self) -> Result<Engine, EngineError> {
        Engine::open_existing(&self.ledger, Clock::System, &self.by)
    }
}

/// What to read, and what is known of it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dateline read report.html
  dateline read --published 2024-04-22 --outlet \"Ridge Radio\" note.txt
  cat wire.txt | dateline read --published 2024-04-22 -
  dateline add reports/ feed.xml archive.jsonl table.csv --column text=body --column published=date")]
pub struct Inputs {
    /// Files, folders, URLs, or - for standard input
    #[arg(required = true)]
    pub inputs: Vec<String>,
    /// The format, where it cannot be told
    #[arg(long = "input-format", value_enum)]
    pub input_format: Option<InputFormat>,
    /// When it was published (YYYY-MM-DD, or with time and zone)
    #[arg(long)]
    pub published: Option<String>,
    /// Who published it
    #[arg(long)]
    pub outlet: Option<String>,
    /// Its headline
    #[arg(long)]
    pub title: Option<String>,
    /// Its URL
    #[arg(long)]
    pub url: Option<String>,
    /// Its character set
    #[arg(long)]
    pub charset: Option<String>,
    /// Which column or field holds what: text=body, also title, outlet, published, url, id
    #[arg(long = "column", value_name = "WHAT=NAME")]
    pub columns: Vec<String>,
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    pub allow_private: bool,
    /// Most bytes of a fetched document
    #[arg(long, default_value_t = FetchLimits::default().bytes)]
    pub max_bytes: u64,
    /// Most seconds a fetch may take
    #[arg(long, default_value_t = FetchLimits::default().seconds)]
    pub timeout: u64,
    /// Most redirects
    #[arg(long, default_value_t = FetchLimits::default().redirects)]
    pub max_redirects: u32,
}

/// Formats by name.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum InputFormat {
    /// A web page
    Html,
    /// Plain text
    Text,
    /// RSS or Atom
    Feed,
    /// JSON lines
    Jsonl,
    /// CSV or TSV with a header
    Csv,
}

impl Inputs {
    /// The same for the engine.
    pub fn options(&self) -> Result<SourceOptions, EngineError> {
        let format = self.input_format.map(|f| match f {
            InputFormat::Html => Format::Html,
            InputFormat::Text => Format::Text,
            InputFormat::Feed => Format::Feed,
            InputFormat::Jsonl => Format::JsonLines,
            InputFormat::Csv => Format::Csv,
        });
        let published = self
            .published
            .as_deref()
            .map(str::parse::<Moment>)
            .transpose()
            .map_err(|e| EngineError::NoSuch(e.to_string()))?;
        Ok(SourceOptions {
            format,
            charset: self.charset.clone(),
            outlet: self.outlet.clone(),
            title: self.title.clone(),
            url: self.url.clone(),
            published,
            columns: self.named_columns()?,
            limits: FetchLimits {
                bytes: self.max_bytes,
                seconds: self.timeout,
                redirects: self.max_redirects,
                private: self.allow_private,
            },
        })
    }

    fn named_columns(&self) -> Result<Columns, EngineError> {
        let mut columns = Columns::default();
        for given in &self.columns {
            let (what, name) = given.split_once('=').unwrap_or((given, ""));
            let slot = match what {
                "text" => &mut columns.text,
                "title" => &mut columns.title,
                "outlet" => &mut columns.outlet,
                "published" => &mut columns.published,
                "url" => &mut columns.url,
                "id" => &mut columns.id,
                _ => {
                    return Err(EngineError::NoSuch(format!(
                        "--column {given}: say text=, title=, outlet=, published=, url= or id= and the column's name"
                    )));
                }
            };
            *slot = Some(name.to_owned()).filter(|n| !n.is_empty());
        }
        Ok(columns)
    }
}

/// From where one looks.
#[derive(Debug, Args, Default)]
pub struct Views {
    /// What the ledger knew at this moment (YYYY-MM-DD is the end of that day in UTC, or RFC 3339)
    #[arg(long)]
    pub as_of: Option<String>,
    /// What had been published by this moment
    #[arg(long)]
    pub as_published: Option<String>,
    /// How a value is chosen where reports differ
    #[arg(long, value_enum, default_value_t = RuleName::Representative)]
    pub rule: RuleName,
}

/// The rules by name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum RuleName {
    /// The surest claims; the lowest toll
    Conservative,
    /// What most independent sources say
    #[default]
    Representative,
    /// The most exact; the highest toll
    Informative,
    /// What was published last
    Latest,
}

impl Views {
    /// The same for the engine.
    pub fn lens(&self) -> Result<Lens, EngineError> {
        let moment = |written: &Option<String>| written.as_deref().map(end_of).transpose();
        let rule = match self.rule {
            RuleName::Conservative => Rule::Conservative,
            RuleName::Representative => Rule::Representative,
            RuleName::Informative => Rule::Informative,
            RuleName::Latest => Rule::Latest,
        };
        Ok(Lens { view: View { as_of: moment(&self.as_of)?, as_published: moment(&self.as_published)? }, rule })
    }
}

/// A moment; a bare day means its last instant, so that the day is included.
pub fn end_of(written: &str) -> Result<Timestamp, EngineError> {
    if let Ok(instant) = written.parse::<Timestamp>() {
        return Ok(instant);
    }
    let bad = || {
        EngineError::NoSuch(format!(
            "{written:?} is no moment: write YYYY-MM-DD, or RFC 3339 such as 2024-04-22T10:00:00Z"
        ))
    };
    let day: Date = written.parse().map_err(|_| bad())?;
    jiff::tz::Offset::UTC.to_timestamp(day.at(23, 59, 59, 999_999_999)).map_err(|_| bad())
}

/// Which part of a long list.
#[derive(Debug, Args, Default)]
pub struct Paging {
    /// Most events shown (by default 100 for people and all for programs)
    #[arg(long)]
    pub limit: Option<usize>,
    /// Leave out so many before them
    #[arg(long, default_value_t = 0)]
    pub skip: usize,
}

/// Which events are wanted.
#[derive(Debug, Args, Default)]
pub struct Filters {
    /// Words in an actor's name, or its country's code
    #[arg(long)]
    pub actor: Option<String>,
    /// Words in a target's name, or its country's code
    #[arg(long)]
    pub target: Option<String>,
    /// The place's country (ISO 3166, two letters)
    #[arg(long)]
    pub country: Option<String>,
    /// Words in the place's name
    #[arg(long)]
    pub place: Option<String>,
    /// PLOVER type, such as ASSAULT; may be repeated
    #[arg(long = "type")]
    pub kinds: Vec<String>,
    /// new, background, aggregate, future, hypothetical; may be repeated
    #[arg(long)]
    pub status: Vec<String>,
    /// stated, attributed, claimed …; may be repeated
    #[arg(long)]
    pub certainty: Vec<String>,
    /// First day
    #[arg(long)]
    pub from: Option<String>,
    /// Last day
    #[arg(long)]
    pub to: Option<String>,
}

impl Filters {
    /// The same for the engine.
    pub fn selection(&self) -> Result<Selection, EngineError> {
        fn codes<T: std::str::FromStr>(written: &[String]) -> Result<Vec<T>, EngineError>
        where
            T::Err: std::fmt::Display,
        {
            written.iter().map(|w| w.parse().map_err(|e: T::Err| EngineError::NoSuch(e.to_string()))).collect()
        }
        Ok(Selection {
            actor: self.actor.clone(),
            target: self.target.clone(),
            country: self.country.clone(),
            place: self.place.clone(),
            kinds: codes(&self.kinds)?,
            statuses: codes(&self.status)?,
            certainties: codes(&self.certainty)?,
            from: self.from.as_deref().map(day).transpose()?,
            to: self.to.as_deref().map(day).transpose()?,
        })
    }
}

/// A day.
pub fn day(written: &str) -> Result<Date, EngineError> {
    written.parse().map_err(|_| EngineError::NoSuch(format!("{written:?} is no day: write YYYY-MM-DD")))
}
