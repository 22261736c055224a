//! `dateline judge`: an analyst's decisions. They name claims, so that they hold however events are computed later.

use super::Done;
use super::options::LedgerOptions;
use super::terminal::{Format, Terminal};
use crate::engine::{Engine, EngineError, Lens};
use clap::{Args, Subcommand};
use dateline_core::model::wire::JudgementForm;
use dateline_core::model::{Action, ClaimId, Operation};
use serde_json::json;

/// What can be decided.
#[derive(Debug, Subcommand)]
pub enum Judge {
    /// These events are one
    Merge {
        /// Ids of events or claims
        #[arg(required = true, num_args = 2..)]
        ids: Vec<String>,
        #[command(flatten)]
        why: Why,
    },
    /// The first claim speaks of another event than the second
    Split {
        /// Id of a claim, with all claims of its report on the event
        claim: String,
        /// Id of the event or claim it is kept apart from
        from: String,
        #[command(flatten)]
        why: Why,
    },
    /// The event happened; or one of its fields is right
    Confirm {
        /// Id of the event
        id: String,
        /// type, date, place, actors, killed, injured
        #[arg(long)]
        field: Option<String>,
        #[command(flatten)]
        why: Why,
    },
    /// A field of the event has another value
    Correct {
        /// Id of the event
        id: String,
        /// type, mode, status, date, place, actors, killed, injured
        field: String,
        /// The value: a code, 2024-04-21, 2024-04-20..2024-04-21, a name, 12, 12-15, 12-
        value: String,
        #[command(flatten)]
        why: Why,
    },
    /// A claim is not to be believed
    Discount {
        /// Id of the claim
        id: String,
        #[command(flatten)]
        why: Why,
    },
    /// How far a source can be relied on, from A (always right so far) to E (unreliable); F cannot be judged
    Rely {
        /// The source: an agency, an outlet, a speaker, as `dateline event` names it
        source: String,
        /// A, B, C, D, E or F
        grade: String,
        #[command(flatten)]
        why: Why,
    },
    /// A remark on an event
    Note {
        /// Id of the event
        id: String,
        #[command(flatten)]
        why: Why,
    },
    /// Lift an earlier judgement
    Undo {
        /// Its number
        number: u64,
        #[command(flatten)]
        why: Why,
    },
    /// List the judgements
    List,
}

/// Why it was decided.
#[derive(Debug, Args)]
pub struct Why {
    /// Why
    #[arg(long)]
    pub reason: String,
}

/// Fields that `correct` knows.
const FIELDS: &[&str] = &["type", "mode", "status", "date", "place", "actor", "actors", "killed", "injured"];

pub(super) fn judge(judgement: Judge, ledger: &LedgerOptions, terminal: &Terminal) -> Result<Done, EngineError> {
    let mut engine = ledger.existing()?;
    let (action, why) = match judgement {
        Judge::List => return list(&engine, terminal),
        Judge::Merge { ids, why } => {
            let claims = ids.iter().map(|id| event_claims(&mut engine, id)).collect::<Result<Vec<_>, _>>()?;
            (Action::Merge(claims.iter().filter_map(|c| c.first().copied()).collect()), why)
        }
        Judge::Split { claim, from, why } => split(&mut engine, &claim, &from).map(|action| (action, why))?,
        Judge::Confirm { id, field, why } => (Action::Confirm(event_claims(&mut engine, &id)?, field), why),
        Judge::Correct { id, field, value, why } => {
            if !FIELDS.contains(&field.as_str()) {
                return Err(EngineError::NoSuch(format!(
                    "{field:?} is no field that can be corrected: say one of {}",
                    FIELDS.join(", ")
                )));
            }
            (Action::Correct(event_claims(&mut engine, &id)?, field, value), why)
        }
        Judge::Discount { id, why } => (Action::Discount(one_claim(&engine, &id)?), why),
        Judge::Rely { source, grade, why } => {
            let grade = grade.to_uppercase().parse().map_err(|_| {
                EngineError::NoSuch(format!("{grade:?} is no grade of reliability: say A, B, C, D, E or F"))
            })?;
            (Action::Rely(source, grade), why)
        }
        Judge::Note { id, why } => (Action::Note(event_claims(&mut engine, &id)?), why),
        Judge::Undo { number, why } => (Action::Undo(number), why),
    };
    let unknown = match &action {
        Action::Rely(source, _) if !engine.knows_source(source)? => Some(source.clone()),
        _ => None,
    };
    let number = engine.judge(action, &why.reason)?;
    match terminal.format {
        Format::Json => terminal.json(&json!({"number": number})),
        _ => terminal.say(&format!("Judgement {number} is kept; `dateline judge undo {number} --reason …` lifts it.")),
    }
    if let (Some(source), Format::Text) = (unknown, terminal.format) {
        terminal.say(&format!("No report in the ledger names {source:?} yet, so it changes nothing now. Is it spelt as `dateline event` spells it?"));
    }
    Ok(Done::Well)
}

fn event_claims(engine: &mut Engine, id: &str) -> Result<Vec<ClaimId>, EngineError> {
    let picture = engine.event(id, &Lens::default())?;
    Ok(picture.events.iter().flat_map(|e| &e.tellings).flat_map(|t| t.claims.clone()).collect())
}

fn one_claim(engine: &Engine, id: &str) -> Result<ClaimId, EngineError> {
    let found = engine.ledger().claims_like(id)?;
    match found.as_slice() {
        [claim] => Ok(*claim),
        [] => Err(EngineError::NoSuch(format!(
            "no claim has an id that begins with {id:?}: `dateline claims` lists them"
        ))),
        several => Err(EngineError::NoSuch(format!("{} claims begin with {id:?}: give more of the id", several.len()))),
    }
}

/// All claims of the claim's report on the event go with it; the rest stays.
fn split(engine: &mut Engine, claim: &str, from: &str) -> Result<Action, EngineError> {
    let claim = one_claim(engine, claim)?;
    let picture = engine.event(&claim.to_string(), &Lens::default())?;
    let event = picture.event(&claim.to_string())?;
    let telling =
        event.tellings.iter().find(|t| t.claims.contains(&claim)).map(|t| t.claims.clone()).unwrap_or_default();
    let others: Vec<ClaimId> = event_claims(engine, from)?.into_iter().filter(|c| !telling.contains(c)).collect();
    if others.is_empty() {
        return Err(EngineError::NoSuch(format!(
            "the claim {claim} and {from} are of one report: its own reading tells them apart or does not"
        )));
    }
    Ok(Action::Split(telling, others))
}

fn list(engine: &Engine, terminal: &Terminal) -> Result<Done, EngineError> {
    let mut after = 0;
    loop {
        let entries = engine.ledger().entries(after, 1000)?;
        let Some(last) = entries.last() else { return Ok(Done::Well) };
        after = last.number;
        for entry in &entries {
            let Operation::Judge(judgement) = &entry.operation else { continue };
            match terminal.format {
                Format::Json => terminal.json(&json!({"number": entry.number, "at": entry.at.to_string(), "judgement": JudgementForm::from(judgement)})),
                _ => {
                    let what = crate::show::action(&judgement.action);
                    terminal.say(&format!("{:>5}  {}  {:<9} by {}: {}", entry.number, entry.at.strftime("%F %T"), what, judgement.by, judgement.reason));
                }
            }
        }
    }
}
