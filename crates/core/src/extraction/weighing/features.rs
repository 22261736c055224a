//! Features: what speaks for a type, a status, a certainty of a draft.

use super::{Feature, Offer};
use crate::extraction::draft::Draft;
use crate::extraction::mentions::Mention;
use crate::knowledge::Frame;
use crate::model::{Certainty, EventType, Maker, Mode, Slot, Status};
use jiff::civil::Date;

/// What is known of the report around a draft.
#[derive(Debug, Clone, Copy)]
pub(in crate::extraction) struct Context {
    /// The day of the report.
    pub day: Option<Date>,
    /// How many sentences it has.
    pub sentences: usize,
}

/// A chance as evidence: its logarithm, in so far as thousandths tell it.
pub(super) fn evidence(chance: f32) -> f32 {
    chance.clamp(0.001, 1.0).ln()
}

/// Offers of each type, and of none at all, for a draft; `chances` are the network's, in the order of `types`.
pub(in crate::extraction) fn type_offers(
    draft: &Draft,
    mention: &Mention,
    veto: Option<&'static str>,
    chances: &[(EventType, f32)],
    context: Context,
) -> Vec<Offer> {
    let account = &draft.account;
    let any = chances.iter().map(|(_, chance)| chance).sum::<f32>().min(1.0);
    let mut none: Vec<Feature> =
        vec![("none", "", "", 1.0), ("none/net", "", "", evidence(1.0 - any)), ("none/any", "", "", evidence(any))];
    none.push(("none/type", account.kind.as_str(), "", 1.0));
    none.push(("none/frame", frame(mention.frame), "", 1.0));
    none.push(("none/form", if mention.verb { "verb" } else { "noun" }, "", 1.0));
    none.push(("none/status", account.status.as_str(), "", 1.0));
    none.push(("none/certainty", account.certainty.as_str(), "", 1.0));
    none.push(("none/place", place_in(draft.sentence, context.sentences), "", 1.0));
    none.extend(veto.map(|why| ("none/veto", why, "", 1.0)));
    if draft.refers.word.is_empty() {
        none.push(("none/unlisted", "", "", 1.0));
        none.push(("none/unlisted/net", "", "", evidence(1.0 - any)));
        none.push(("none/unlisted/type", account.kind.as_str(), "", 1.0));
    }
    let holds = [
        ("actors", !account.actors.is_empty()),
        ("targets", !account.targets.is_empty()),
        ("date", account.date.as_ref().is_some_and(|d| !d.inferred)),
        ("scene", draft.place_sure),
        ("chain", !draft.chain.is_empty()),
        ("definite", draft.refers.definite),
        ("plural", draft.refers.plural),
        ("mode", account.mode.is_some()),
    ];
    none.extend(holds.iter().filter(|(_, held)| *held).map(|(name, _)| ("none/holds", *name, "", 1.0)));
    let mut offers = vec![Offer { value: "none".to_owned(), features: none }];
    offers.extend(chances.iter().map(|&(kind, chance)| {
        let mut features: Vec<Feature> = vec![("net", "", "", evidence(chance))];
        if kind == account.kind {
            features.extend([
                ("rule", "", "", 1.0),
                ("rule/net", "", "", evidence(chance)),
                ("rule/type", kind.as_str(), "", 1.0),
            ]);
        } else {
            features.push(("other", kind.as_str(), "", 1.0));
        }
        Offer { value: kind.as_str().to_owned(), features }
    }));
    offers
}

/// Where in a report a sentence stands.
pub(super) fn place_in(sentence: usize, sentences: usize) -> &'static str {
    match sentence {
        0 => "first",
        1..=2 => "lead",
        _ if sentence * 2 < sentences => "half",
        _ => "late",
    }
}

/// How long before the report something was.
fn lag(draft: &Draft, context: Context) -> &'static str {
    let Some(when) = &draft.account.date else { return "undated" };
    let Some(day) = context.day else { return "no day" };
    let days = (day - when.latest).get_days();
    let length = (when.latest - when.earliest).get_days();
    match (when.inferred, days, length) {
        (true, ..) => "inferred",
        (_, ..=-1, _) => "ahead",
        (_, 0..=2, 0..=2) => "now",
        (_, 3..=8, 0..=2) => "week",
        (_, 9..=60, 0..=2) => "weeks",
        (_, _, 0..=2) => "long ago",
        (_, 0..=8, _) => "until now",
        _ => "period",
    }
}

/// What may bear on both status and certainty.
fn surroundings(draft: &Draft, context: Context) -> Vec<(&'static str, &'static str)> {
    let account = &draft.account;
    let mut found = vec![
        ("type", account.kind.as_str()),
        ("lag", lag(draft, context)),
        ("place", place_in(draft.sentence, context.sentences)),
        ("form", if draft.refers.verb { "verb" } else { "noun" }),
        ("tense", draft.refers.tense.as_str()),
        ("status", account.status.as_str()),
        ("certainty", account.certainty.as_str()),
        (
            "chain",
            match draft.chain.len() {
                0 => "none",
                1 => "one",
                _ => "long",
            },
        ),
    ];
    found.extend(account.mode.map(|mode| ("mode", mode.as_str())));
    let holds = [
        ("definite", draft.refers.definite),
        ("other", draft.refers.other),
        ("plural", draft.refers.plural),
        ("several", draft.refers.several),
        ("harm", !account.harm.is_empty()),
        ("blame", !account.responsibility.is_empty()),
        ("actors", !account.actors.is_empty()),
    ];
    found.extend(holds.iter().filter(|(_, held)| *held).map(|(name, _)| ("holds", *name)));
    found
}

/// The rule that made a slot, as far as the table of weights can name it.
pub(super) fn ruled(draft: &Draft, slot: Slot) -> &'static str {
    match draft.made_by.get(&slot) {
        Some(Maker::Rule(name)) => match name {
            std::borrow::Cow::Borrowed(name) => name,
            std::borrow::Cow::Owned(_) => "",
        },
        Some(_) => "network",
        None => "supposed",
    }
}

/// Offers of each status.
pub(in crate::extraction) fn status_offers(draft: &Draft, chances: &[(Status, f32)], context: Context) -> Vec<Offer> {
    let around = surroundings(draft, context);
    let rule = ruled(draft, Slot::Status);
    let offer = |&(status, chance): &(Status, f32)| {
        offer(status.as_str(), status == draft.account.status, chance, rule, &around)
    };
    chances.iter().map(offer).collect()
}

/// Offers of each certainty.
pub(in crate::extraction) fn certainty_offers(
    draft: &Draft,
    chances: &[(Certainty, f32)],
    context: Context,
) -> Vec<Offer> {
    let around = surroundings(draft, context);
    let rule = ruled(draft, Slot::Certainty);
    let offer = |&(certainty, chance): &(Certainty, f32)| {
        offer(certainty.as_str(), certainty == draft.account.certainty, chance, rule, &around)
    };
    chances.iter().map(offer).collect()
}

/// Offers of each mode that the type may have, and of none, with the modes themselves.
pub(in crate::extraction) fn mode_offers(draft: &Draft, chances: &[(Mode, f32)]) -> (Vec<Offer>, Vec<Option<Mode>>) {
    let own = draft.account.mode;
    let kind = draft.account.kind.as_str();
    let mut known: Vec<(Option<Mode>, f32)> = vec![(None, 0.0)];
    known.extend(chances.iter().map(|&(mode, chance)| (Some(mode), chance)));
    for further in own.into_iter().chain([Mode::Demo, Mode::Riot]) {
        if !known.iter().any(|(mode, _)| *mode == Some(further)) {
            known.push((Some(further), 0.0));
        }
    }
    known.retain(|(mode, _)| mode.is_none_or(|mode| mode.suits(draft.account.kind)));
    let offer = |&(mode, chance): &(Option<Mode>, f32)| {
        let code = mode.map_or("none", Mode::as_str);
        let mut features: Vec<Feature> =
            vec![("net", "", "", evidence(chance)), ("net", "", code, evidence(chance)), ("bias", kind, code, 1.0)];
        if mode == own {
            features.extend([("rule", "", "", 1.0), ("rule", "", code, 1.0)]);
        }
        features.extend(draft.refers.word.is_empty().then_some(("unlisted", "", code, 1.0)));
        features.extend((!draft.account.means.is_empty()).then_some(("means", "", code, 1.0)));
        Offer { value: code.to_owned(), features }
    };
    (known.iter().map(offer).collect(), known.iter().map(|(mode, _)| *mode).collect())
}

/// An offer of a code: what the network thinks of it, whether the rules chose it, and what stands around.
fn offer(
    code: &'static str,
    chosen: bool,
    chance: f32,
    rule: &'static str,
    around: &[(&'static str, &'static str)],
) -> Offer {
    let mut features: Vec<Feature> =
        vec![("net", "", "", evidence(chance)), ("net", "", code, evidence(chance)), ("bias", "", code, 1.0)];
    if chosen {
        features.extend([("rule", "", "", 1.0), ("rule", "", code, 1.0), ("by", rule, "", 1.0)]);
    }
    features.extend(around.iter().map(|&(name, of)| (name, of, code, 1.0)));
    Offer { value: code.to_owned(), features }
}

fn frame(frame: Frame) -> &'static str {
    match frame {
        Frame::Acts => "acts",
        Frame::Clash => "clash",
        Frame::Dies => "dies",
        Frame::Explodes => "explodes",
        Frame::Suffers => "suffers",
        Frame::Moves => "moves",
        Frame::Says => "says",
        Frame::Meets => "meets",
    }
}
