//! The type of a snippet in the words of ACLED: the type and mode of the first event that it tells, most violent first.

use anyhow::Result;
use dateline_core::extraction::Reader;
use dateline_core::model::{Account, ActorKind, EventType, Mode};
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let read = super::read(reader, row)?;
    let told = read.reading.tellings.iter().map(|telling| &telling.account).filter(|account| account.told());
    let kind = told.map(acled).min_by_key(|(rank, _)| *rank).map_or("OTHER", |(_, kind)| kind);
    Ok(json!({"id": row["id"], "type": kind}))
}

/// What ACLED calls it, and how early it is taken where a snippet tells of several.
fn acled(account: &Account) -> (u8, &'static str) {
    let state = account.actors.iter().any(|a| matches!(a.kind, ActorKind::Military | ActorKind::Government));
    match (account.kind, account.mode) {
        (_, Some(Mode::SuicideAttack)) => (0, "SUIC_BOMB"),
        (_, Some(Mode::Wmd)) => (0, "CHEM_WEAP"),
        (_, Some(Mode::Sexual)) => (0, "SEX_VIOL"),
        (_, Some(Mode::Aerial | Mode::Drone)) => (1, "AIR_STRIKE"),
        (_, Some(Mode::HeavyWeapons)) => (1, "ART_MISS_ATTACK"),
        (_, Some(Mode::Explosives)) => (1, "REM_EXPLOS"),
        (_, Some(Mode::Abduct)) => (1, "ABDUCT_DISSAP"),
        (_, Some(Mode::CrowdControl)) => (1, "FORCE_AGAINST_PROTEST"),
        (EventType::Assault, Some(Mode::Clash)) => (2, "ARMED_CLASH"),
        (EventType::Assault, Some(Mode::Destroy)) => (3, "PROPERTY_DISTRUCT"),
        (EventType::Assault, _) => (2, "ATTACK"),
        (EventType::Coerce, Some(Mode::Arrest)) => (3, "ARREST"),
        (EventType::Coerce, Some(Mode::Seize)) => (3, "DISR_WEAP"),
        (EventType::Protest, Some(Mode::Riot | Mode::Vandalize)) => (2, "VIOL_DEMONSTR"),
        (EventType::Protest, _) => (4, "PEACE_PROTEST"),
        (EventType::Agree, _) => (5, "AGREEMENT"),
        (EventType::Retreat, Some(Mode::Withdraw)) => (5, "NON_VIOL_TERRIT_TRANSFER"),
        (EventType::Mobilize, _) if state => (6, "CHANGE_TO_GROUP_ACT"),
        _ => (9, "OTHER"),
    }
}
