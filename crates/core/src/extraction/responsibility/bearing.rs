//! Bearing: which event of the report a statement of responsibility bears on, and what it adds to it.

use super::super::document::Document;
use super::super::draft::Draft;
use super::statements::{Reach, Statement};
use crate::model::{
    Certainty, EventType, Participant, Quote, Relation, RelationKind, Report, Responsibility, Slot, Stance, Status,
};
use std::ops::Range;

/// How many sentences back an event may stand that a statement names only by "it" or not at all.
const REACH: usize = 4;

/// Adds what the statements say to the drafts they bear on.
pub(super) fn bear(document: &Document<'_>, statements: &[Statement], drafts: &mut [Draft]) {
    for statement in statements {
        let Some(number) = borne(document, statement, drafts) else { continue };
        mark_statement(document, statement, drafts, number);
        add(document, statement, &mut drafts[number]);
    }
}

fn violent(draft: &Draft) -> bool {
    draft.account.kind == EventType::Assault
}

/// Backing and duress are charged and denied like violence, where the words name them.
fn may_be_charged(draft: &Draft, statement: &Statement) -> bool {
    let charge = matches!(statement.rule, "responsibility/accuses" | "responsibility/denies");
    violent(draft) || charge && matches!(draft.account.kind, EventType::Aid | EventType::Coerce)
}

/// Whether someone has been blamed for the draft whom the statement clears.
fn was_blamed(draft: &Draft, statement: &Statement) -> bool {
    let blamed = |r: &Responsibility| {
        statement.actors.iter().any(|a| a.name == r.actor.name || a.id.is_some() && a.id == r.actor.id)
    };
    statement.stance == Stance::Denied && draft.account.responsibility.iter().any(blamed)
}

/// The draft that the statement's words name, else one of its sentence, else the latest before it.
fn borne(document: &Document<'_>, statement: &Statement, drafts: &[Draft]) -> Option<usize> {
    let named = statement.object.clone().and_then(|object| {
        let end = object.end.min(document.tokens.len());
        let words = document.span(object.start.min(end)..end);
        (0..drafts.len()).find(|&d| may_be_charged(&drafts[d], statement) && drafts[d].anchor.overlaps(words))
    });
    let told = |d: &usize| {
        (violent(&drafts[*d]) || was_blamed(&drafts[*d], statement))
            && !matches!(drafts[*d].account.status, Status::Future | Status::Hypothetical)
            && drafts[*d].account.certainty != Certainty::Denied
    };
    let cue = document.span(statement.cue.clone());
    let it =
        |o: &Range<usize>| o.start < document.tokens.len() && matches!(document.word(o.start), "it" | "them" | "that");
    let vague = statement.object.as_ref().is_none_or(it);
    let reach = match statement.reach {
        _ if named.is_some() => return named,
        Reach::Words if !vague => return None,
        Reach::Sentence => 0,
        _ => REACH,
    };
    let before = (0..drafts.len()).filter(told).filter(|&d| {
        let draft = &drafts[d];
        draft.anchor.end <= cue.start && statement.sentence.saturating_sub(draft.sentence) <= reach
    });
    before.max_by_key(|&d| drafts[d].anchor.start)
}

/// The CLAIM or DENY told by the same words knows what it bears on.
fn mark_statement(document: &Document<'_>, statement: &Statement, drafts: &mut [Draft], event: usize) {
    let cue = document.span(statement.cue.clone());
    let own = drafts
        .iter_mut()
        .find(|d| matches!(d.account.kind, EventType::Claim | EventType::Deny) && d.anchor.overlaps(cue));
    if let Some(own) = own {
        own.bears_on = Some(event);
    }
}

fn add(document: &Document<'_>, statement: &Statement, draft: &mut Draft) {
    let accuses = matches!(statement.stance, Stance::Blamed | Stance::Suspected);
    if let Some(accuser) = statement.by.as_ref().filter(|_| accuses) {
        // Who accuses did not do it, though the words may stand as if: "the mayor accused them of burning the mill".
        draft.account.actors.retain(|a| a.name != accuser.name);
        draft.account.responsibility.retain(|r| r.actor.name != accuser.name);
    }
    let by_verb = draft.made_by.get(&Slot::Type).is_some_and(|r| r.is_rule("mention/verb"));
    let alleged = match statement.rule {
        "responsibility/accuses" => by_verb || !draft.refers.definite,
        "responsibility/blames" => by_verb,
        _ => false,
    };
    if alleged && draft.account.certainty == Certainty::Stated {
        draft.account.certainty = Certainty::Suspected;
        draft.by(Slot::Certainty, "certainty/accused_of");
    }
    // Backing that one side charges and the other denies is disputed; no one denies what no one charges.
    let told = draft.account.certainty == Certainty::Stated || was_blamed(draft, statement);
    if draft.account.kind == EventType::Aid && statement.stance == Stance::Denied && told {
        draft.account.certainty = Certainty::Disputed;
        draft.by(Slot::Certainty, "certainty/charged_and_denied");
    }
    // What someone is accused of is told on the accuser's word.
    if accuses && draft.chain.is_empty() && draft.account.certainty == Certainty::Suspected {
        draft.chain.extend(statement.by.clone());
    }
    // "pinned the bombing of a market on the rebels": the words behind "on" name no one who was bombed.
    let tied = document.word(statement.cue.end.saturating_sub(1));
    if statement.rule == "responsibility/attributed_to" && matches!(tied, "pinned" | "put") {
        draft.account.targets.retain(|t| !statement.actors.iter().any(|a| a.quote == t.quote));
    }
    // "people accused of spying were kidnapped": whoever suffered it is accused of something else.
    let suffered = |actor: &Participant| accuses && draft.account.targets.iter().any(|t| t.quote == actor.quote);
    if statement.actors.iter().any(suffered) {
        return;
    }
    for actor in &statement.actors {
        let known = |a: &Participant| a.name == actor.name || a.id.is_some() && a.id == actor.id;
        // "denied that it had carried out": its own word, and no claim.
        let denies = statement.stance == Stance::Denied && statement.sentence == draft.sentence;
        draft.account.responsibility.retain(|r| {
            let weaker = denies && r.stance == Stance::Claimed
                || r.stance == Stance::Stated
                || r.stance == Stance::Suspected && statement.stance != r.stance;
            !(known(&r.actor) && weaker)
        });
        let there = draft.account.responsibility.iter().any(|r| known(&r.actor) && r.stance == statement.stance);
        if !there {
            draft.account.responsibility.push(Responsibility {
                actor: actor.clone(),
                stance: statement.stance,
                by: by(statement, actor),
            });
        }
        if statement.stance != Stance::Denied && !draft.account.actors.iter().any(known) {
            draft.account.actors.push(actor.clone());
            draft.by(Slot::Actors, statement.rule);
        }
        draft.by(Slot::Responsibility, statement.rule);
    }
}

/// Who says so: for a claim or a denial the one concerned.
fn by(statement: &Statement, actor: &Participant) -> Option<Participant> {
    match statement.stance {
        Stance::Claimed | Stance::Denied => Some(statement.by.clone().unwrap_or_else(|| actor.clone())),
        _ => statement.by.clone(),
    }
}

/// Ties each CLAIM and DENY to the event it bears on; `groups[i]` is the event that draft `i` speaks of.
pub(super) fn relate(report: &Report, drafts: &mut [Draft], groups: &[usize]) {
    for draft in drafts {
        let Some(event) = draft.bears_on else { continue };
        let kind = match draft.account.kind {
            EventType::Claim => RelationKind::Claims,
            EventType::Deny => RelationKind::Denies,
            _ => continue,
        };
        let quote: Quote = report.quote(draft.anchor);
        draft.account.relations.push(Relation { kind, to: groups.get(event).copied(), quote });
        draft.by(Slot::Relations, "relation/statement_of_responsibility");
    }
}
