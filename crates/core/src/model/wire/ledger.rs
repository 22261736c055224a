//! The wire form of the ledger's entries: what is hashed, and what `export` and `verify` show.

use super::WireError;
use crate::model::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One link of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntryForm {
    pub number: u64,
    /// RFC 3339, UTC.
    pub at: String,
    pub by: String,
    pub operation: OperationForm,
    pub previous: String,
    pub hash: String,
}

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum OperationForm {
    AddReport { report: String, content: String, raw: String },
    AddReading { report: String, reader: String, content: String },
    Judge(JudgementForm),
    Remove { report: String, reason: String },
}

/// An analyst's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JudgementForm {
    #[serde(flatten)]
    pub action: ActionForm,
    pub by: String,
    pub reason: String,
}

/// What was decided; the strings are claim ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum ActionForm {
    Merge { claims: Vec<String> },
    Split { claims: Vec<String>, from: Vec<String> },
    Confirm { claims: Vec<String>, field: Option<String> },
    Correct { claims: Vec<String>, field: String, value: String },
    Discount { claim: String },
    Rely { source: String, reliability: String },
    Note { claims: Vec<String> },
    Undo { number: u64 },
}

fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash(written: &str) -> Result<[u8; 32], WireError> {
    blake3::Hash::from_hex(written).map(|hash| *hash.as_bytes()).map_err(WireError::value)
}

fn strings(ids: &[ClaimId]) -> Vec<String> {
    ids.iter().map(ClaimId::to_string).collect()
}

fn ids(written: &[String]) -> Result<Vec<ClaimId>, WireError> {
    written.iter().map(|id| id.parse().map_err(WireError::value)).collect()
}

impl From<&Entry> for EntryForm {
    fn from(e: &Entry) -> Self {
        Self {
            number: e.number,
            at: e.at.to_string(),
            by: e.by.clone(),
            operation: (&e.operation).into(),
            previous: e.previous.to_string(),
            hash: e.hash.to_string(),
        }
    }
}

impl TryFrom<&EntryForm> for Entry {
    type Error = WireError;
    fn try_from(form: &EntryForm) -> Result<Self, WireError> {
        Ok(Self {
            number: form.number,
            at: form.at.parse().map_err(WireError::value)?,
            by: form.by.clone(),
            operation: (&form.operation).try_into()?,
            previous: EntryHash(hash(&form.previous)?),
            hash: EntryHash(hash(&form.hash)?),
        })
    }
}

impl From<&Operation> for OperationForm {
    fn from(operation: &Operation) -> Self {
        match operation {
            Operation::AddReport { report, content, raw } => {
                Self::AddReport { report: report.to_string(), content: hex(content), raw: hex(raw) }
            }
            Operation::AddReading { report, reader, content } => {
                Self::AddReading { report: report.to_string(), reader: reader.clone(), content: hex(content) }
            }
            Operation::Judge(judgement) => Self::Judge(judgement.into()),
            Operation::Remove { report, reason } => Self::Remove { report: report.to_string(), reason: reason.clone() },
        }
    }
}

impl TryFrom<&OperationForm> for Operation {
    type Error = WireError;
    fn try_from(form: &OperationForm) -> Result<Self, WireError> {
        let report = |id: &String| id.parse().map_err(WireError::value);
        Ok(match form {
            OperationForm::AddReport { report: id, content, raw } => {
                Operation::AddReport { report: report(id)?, content: hash(content)?, raw: hash(raw)? }
            }
            OperationForm::AddReading { report: id, reader, content } => {
                Operation::AddReading { report: report(id)?, reader: reader.clone(), content: hash(content)? }
            }
            OperationForm::Judge(judgement) => Operation::Judge(judgement.try_into()?),
            OperationForm::Remove { report: id, reason } => {
                Operation::Remove { report: report(id)?, reason: reason.clone() }
            }
        })
    }
}

impl From<&Judgement> for JudgementForm {
    fn from(j: &Judgement) -> Self {
        let action = match &j.action {
            Action::Merge(claims) => ActionForm::Merge { claims: strings(claims) },
            Action::Split(claims, from) => ActionForm::Split { claims: strings(claims), from: strings(from) },
            Action::Confirm(claims, field) => ActionForm::Confirm { claims: strings(claims), field: field.clone() },
            Action::Correct(claims, field, value) => {
                ActionForm::Correct { claims: strings(claims), field: field.clone(), value: value.clone() }
            }
            Action::Discount(claim) => ActionForm::Discount { claim: claim.to_string() },
            Action::Rely(source, reliability) => {
                ActionForm::Rely { source: source.clone(), reliability: reliability.to_string() }
            }
            Action::Note(claims) => ActionForm::Note { claims: strings(claims) },
            Action::Undo(number) => ActionForm::Undo { number: *number },
        };
        Self { action, by: j.by.clone(), reason: j.reason.clone() }
    }
}

impl TryFrom<&JudgementForm> for Judgement {
    type Error = WireError;
    fn try_from(form: &JudgementForm) -> Result<Self, WireError> {
        let action = match &form.action {
            ActionForm::Merge { claims } => Action::Merge(ids(claims)?),
            ActionForm::Split { claims, from } => Action::Split(ids(claims)?, ids(from)?),
            ActionForm::Confirm { claims, field } => Action::Confirm(ids(claims)?, field.clone()),
            ActionForm::Correct { claims, field, value } => Action::Correct(ids(claims)?, field.clone(), value.clone()),
            ActionForm::Discount { claim } => Action::Discount(claim.parse().map_err(WireError::value)?),
            ActionForm::Rely { source, reliability } => {
                Action::Rely(source.clone(), reliability.parse().map_err(WireError::value)?)
            }
            ActionForm::Note { claims } => Action::Note(ids(claims)?),
            ActionForm::Undo { number } => Action::Undo(*number),
        };
        Ok(Self { action, by: form.by.clone(), reason: form.reason.clone() })
    }
}
