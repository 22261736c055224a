//! Responsibility: who claims a violent event, denies it, is blamed for it or suspected of it.
//! In: a draft with actors, chain and certainty. Out: its responsibility. Must not know: how those were found.

mod bearing;
mod statements;

use super::clauses::Clauses;
use super::document::Document;
use super::draft::Draft;
use super::mentions::Mention;
use super::phrases::Phrase;
use super::sources::Attribution;
use crate::knowledge::{Frame, Knowledge};
use crate::model::*;
use statements::Finder;
pub(super) use statements::{DUTY, no_one};

/// The rule that takes the speaker for the actor.
const OWN_DEED: &str = "actors/speaker_of_own_deed";

/// Who claims, is blamed, is suspected; for violent events the outlet's own word is "stated".
pub(super) fn settle(mention: &Mention, text: &str, draft: &mut Draft) {
    if mention.kind != EventType::Assault || draft.account.kind != EventType::Assault {
        return;
    }
    let by = draft.chain.last().cloned();
    let own = draft.made_by.get(&Slot::Actors).is_some_and(|r| r.is_rule(OWN_DEED));
    let by = if own { draft.account.actors.first().cloned() } else { by };
    let stance = match draft.account.certainty {
        Certainty::Stated if own => Stance::Claimed,
        Certainty::Stated => Stance::Stated,
        Certainty::Claimed | Certainty::Attributed if by.as_ref().is_some_and(|s| is_own(s, draft)) => Stance::Claimed,
        Certainty::Claimed | Certainty::Attributed => Stance::Blamed,
        Certainty::Suspected => Stance::Suspected,
        _ => return,
    };
    if !matches!(draft.account.status, Status::New | Status::Background | Status::Aggregate) {
        return;
    }
    // In a clash all sides act, and no one bears it; a town taken by one side is that side's doing.
    let sides = draft.account.actors.len();
    if mention.frame == Frame::Clash || draft.account.mode == Some(Mode::Clash) && sides != 1 {
        return;
    }
    let either = alternatives(text, &draft.account.actors);
    let teller = draft.chain.last().filter(|_| draft.account.certainty == Certainty::Claimed);
    let stance_of = |actor: &Participant| match stance {
        _ if either || is_suspect(actor) => Stance::Suspected,
        Stance::Blamed if teller.is_some_and(|t| is_one_side(t, actor)) => Stance::Claimed,
        _ => stance,
    };
    draft.account.responsibility = draft
        .account
        .actors
        .iter()
        .map(|actor| Responsibility { actor: actor.clone(), stance: stance_of(actor), by: by.clone() })
        .collect();
    if !draft.account.responsibility.is_empty() {
        draft.by(Slot::Responsibility, "responsibility/by_certainty");
    }
}

/// Whoever is found to act when the rest is settled bears it as the draft stands to it, or as the one who accuses them says.
pub(super) fn joined(draft: &mut Draft, actor: &Participant, accuser: Option<Participant>) {
    let account = &draft.account;
    let told = matches!(account.status, Status::New | Status::Background | Status::Aggregate);
    if account.kind != EventType::Assault || account.mode == Some(Mode::Clash) || !told {
        return;
    }
    let stance = match account.certainty {
        _ if accuser.is_some() => Stance::Blamed,
        Certainty::Suspected => Stance::Suspected,
        Certainty::Stated | Certainty::Claimed | Certainty::Attributed if is_suspect(actor) => Stance::Suspected,
        Certainty::Stated => Stance::Stated,
        Certainty::Claimed | Certainty::Attributed => Stance::Blamed,
        _ => return,
    };
    let by = accuser.or_else(|| draft.chain.last().cloned());
    draft.account.responsibility.push(Responsibility { actor: actor.clone(), stance, by });
    draft.by(Slot::Responsibility, "responsibility/by_certainty");
}

/// "by Russian or regime warplanes": one of them did it, and no one says which.
fn alternatives(text: &str, actors: &[Participant]) -> bool {
    let or = |pair: &[Participant]| {
        let (end, start) = (pair[0].quote.end(), pair[1].quote.start());
        start.saturating_sub(end) == 4 && text.chars().skip(end as usize).take(4).eq(" or ".chars())
    };
    actors.windows(2).any(or)
}

/// Bases, outposts and the like are attacked: they do not act, though "the outpost attack" sounds so.
pub(super) fn cannot_act(actor: &Participant) -> bool {
    let words = actor.name.to_lowercase();
    let head = words.rsplit(' ').next().unwrap_or("");
    matches!(
        head,
        // Whoever speaks for those who acted is not among them by that.
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "base"
            | "bases"
            | "outpost"
            | "outposts"
            | "checkpoint"
            | "checkpoints"
            | "barracks"
            | "airbase"
            | "airport"
            | "embassy"
            | "consulate"
            | "market"
            | "hospital"
            | "school"
            | "mosque"
            | "church"
            | "convoy"
            | "hotel"
    )
}

/// "suspected rebels", "alleged members of the Front": who did it is not asserted, though the deed is.
fn is_suspect(actor: &Participant) -> bool {
    let words = actor.quote.text().to_lowercase();
    ["suspected ", "alleged ", "presumed ", "believed "].iter().any(|w| words.starts_with(w))
}

/// "A military source said the air force had struck": the army tells of its own side.
fn is_one_side(teller: &Participant, actor: &Participant) -> bool {
    let armed = matches!(
        actor.kind,
        ActorKind::Military | ActorKind::Police | ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist
    );
    let abroad = teller.country.is_some() && actor.country.is_some() && teller.country != actor.country;
    armed && teller.kind == actor.kind && !abroad && !is_of_others(teller, actor)
}

/// "a commander of the rival Coalition of the North", of whom the army's deed is told: whoever belongs to a body by another name that is no unit.
fn is_of_others(teller: &Participant, actor: &Participant) -> bool {
    let words = teller.quote.text();
    if words.split(' ').any(|w| matches!(w, "rival" | "opposing" | "enemy" | "dissident" | "breakaway")) {
        return true;
    }
    let Some((_, body)) = words.split_once(" of the ").or_else(|| words.split_once(" of ")) else { return false };
    let unit = ["Division", "Brigade", "Regiment", "Battalion", "Command", "Corps", "Army", "Force", "Guard", "Staff"];
    let own = body.to_lowercase().contains(&actor.name.to_lowercase());
    body.starts_with(char::is_uppercase) && !own && !unit.iter().any(|u| body.contains(u))
}

/// Whether the source tells of its own deed: it is an actor, or names one.
fn is_own(source: &Participant, draft: &Draft) -> bool {
    let words = source.quote.text().to_lowercase();
    draft.account.actors.iter().any(|a| {
        let owner = a.quote.text().split(' ').next().unwrap_or("").to_lowercase();
        matches!(owner.as_str(), "its" | "their" | "our")
            || a.name == source.name
            || a.id.is_some() && a.id == source.id
            || a.name.len() > 2 && words.contains(&a.name.to_lowercase())
    })
}

/// "said it had shelled the town": the speaker tells of its own deed, and a pronoun names it.
pub(super) fn own_deed(clauses: &Clauses<'_, '_>, attributions: &[&Attribution], mention: &Mention, draft: &mut Draft) {
    let verb = match (mention.verb, mention.carrier) {
        (true, _) => mention.phrase,
        (false, Some(carrier)) if carrier.done => carrier.verb,
        _ => return,
    };
    let act = matches!(mention.kind, EventType::Assault | EventType::Coerce | EventType::Mobilize);
    if !act || clauses.passive(verb) {
        return;
    }
    let subject = clauses.subject(verb);
    let holding = attributions.iter().filter(|a| a.holds(mention.tokens.start) && a.kind.tells());
    let Some(saying) = holding.min_by_key(|a| a.extent()) else { return };
    let direct = saying.quotes(clauses.document, mention.tokens.start);
    let mouthpiece = behind_mouth(clauses, saying, draft).filter(|_| !direct);
    if !means_itself(clauses, &subject, direct, mouthpiece.is_some()) {
        return;
    }
    let speaker = mouthpiece.as_ref().or(saying.chain.last());
    let may_act = |p: &&Participant| {
        !matches!(
            p.kind,
            ActorKind::Media | ActorKind::Civilian | ActorKind::International | ActorKind::Business | ActorKind::Place
        )
    };
    let Some(speaker) = speaker.filter(may_act) else { return };
    let named = |a: &Participant| a.name == speaker.name || a.id.is_some() && a.id == speaker.id;
    if draft.account.actors.is_empty() {
        draft.account.actors.push(speaker.clone());
        draft.by(Slot::Actors, OWN_DEED);
    } else if draft.account.actors.iter().all(named) {
        draft.by(Slot::Actors, OWN_DEED);
    }
}

/// "it", "its men", behind a nameless mouth "the group": words by which a speaker means itself. In a quotation only "we" does.
fn means_itself(clauses: &Clauses<'_, '_>, subject: &[usize], direct: bool, mouthpiece: bool) -> bool {
    let document = clauses.document;
    let Some(noun) = subject.first().and_then(|&s| clauses.noun(s)) else { return false };
    let head = document.word(noun.head);
    let named = mouthpiece && document.word(noun.tokens.start) == "the" && matches!(head, "group" | "movement");
    let pronoun = noun.pronoun && (head == "we" || !direct && matches!(head, "it" | "they"));
    pronoun || named || !direct && is_own_force(clauses, noun.tokens.start, noun.head)
}

/// "its men", "their volunteers": those through whom a body acts.
fn is_own_force(clauses: &Clauses<'_, '_>, whose: usize, head: usize) -> bool {
    matches!(clauses.document.word(whose), "its" | "their" | "our")
        && clauses.lexicon.listed("own-force", clauses.document.word(head))
}

/// "a caller speaking for the Front", "leaflets signed by the Front": the actor of the deed for whom a nameless mouth speaks.
fn behind_mouth(clauses: &Clauses<'_, '_>, saying: &Attribution, draft: &Draft) -> Option<Participant> {
    let document = clauses.document;
    let mouth = saying.source.clone()?.find(|&t| {
        matches!(
            document.word(t),
            "caller" | "leaflet" | "leaflets" | "letter" | "note" | "message" | "communique" | "tape" | "statement"
        )
    })?;
    let between = document.span(mouth..saying.cue.start.max(mouth + 1));
    let words = &document.text[between.start..between.end];
    draft
        .account
        .actors
        .iter()
        .find(|a| a.name.len() > 2 && (words.contains(a.quote.text()) || words.contains(&a.name)))
        .cloned()
        .or_else(|| {
            let [only] = &draft.account.actors[..] else { return None };
            let head = only.quote.text().split(' ').next_back().unwrap_or("");
            (only.id.is_some() && matches!(head, "it" | "group" | "they")).then(|| only.clone())
        })
}

/// Reads every statement of responsibility of the report and adds it to the draft it bears on.
pub(super) fn bear(
    document: &Document<'_>,
    phrases: &[Vec<Phrase>],
    attributions: &[Attribution],
    report: &Report,
    knowledge: &Knowledge,
    drafts: &mut [Draft],
) {
    let mut found = Vec::new();
    for (number, phrases) in phrases.iter().enumerate() {
        let clauses = Clauses { document, lexicon: &knowledge.lexicon, phrases };
        let sentence = document.sentences[number].tokens.clone();
        if sentence.len() > 400 {
            continue;
        }
        let finder = Finder { clauses: &clauses, sentence, number, attributions, report, knowledge };
        found.extend(finder.statements());
    }
    bearing::bear(document, &found, drafts);
}

/// "an attack that Burundi said was carried out by the Front": whoever stands behind the words of another is blamed by them, and no more is said.
pub(super) fn inserted(document: &Document<'_>, report: &Report, drafts: &mut [Draft]) {
    for borne in drafts.iter_mut().flat_map(|draft| &mut draft.account.responsibility) {
        let start = report.bytes_of(&borne.actor.quote).start;
        let at = document.tokens.partition_point(|t| t.span.start < start);
        if borne.stance == Stance::Stated && is_said_to_be_by(document, at) {
            borne.stance = Stance::Blamed;
        }
    }
}

/// Whether "that (someone) said was done by" stands right before a token.
fn is_said_to_be_by(document: &Document<'_>, at: usize) -> bool {
    let word = |t: usize| document.word(t);
    let Some(by) = (at.saturating_sub(3)..at).rev().find(|&t| word(t) == "by") else { return false };
    let Some(be) = (by.saturating_sub(4)..by).rev().find(|&t| matches!(word(t), "was" | "were" | "had")) else {
        return false;
    };
    let said = |t: usize| {
        matches!(
            word(t),
            "said" | "says" | "say" | "claimed" | "claims" | "alleged" | "alleges" | "believed" | "believe"
        )
    };
    let Some(said) = be.checked_sub(1).filter(|&t| said(t)) else { return false };
    (said.saturating_sub(6)..said).any(|t| matches!(word(t), "that" | "which"))
}

/// Ties each CLAIM and DENY to the event it bears on.
pub(super) fn relate(report: &Report, drafts: &mut [Draft], groups: &[usize]) {
    bearing::relate(report, drafts, groups);
}

/// A claim that no one makes, a denial told in passing: no event of its own.
pub(super) fn no_event(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let verb = mention.verb.then_some(mention.phrase);
    match mention.kind {
        EventType::Claim => verb.is_some_and(|v| statements::no_one(clauses, v)),
        EventType::Deny => verb.is_some_and(|v| statements::no_one(clauses, v) || statements::is_aside(clauses, v)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::Reader;
    use crate::knowledge::Knowledge;
    use crate::model::{EventType, Report, ReportMeta};
    use crate::reading::sentences;

    /// "actor stance" for every tie of responsibility to an assault of the text.
    fn ties(text: &str) -> Vec<String> {
        let report = Report::plain(ReportMeta::default(), text);
        let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(report.text()));
        let assaults = reading.tellings.iter().filter(|t| t.account.kind == EventType::Assault);
        assaults
            .flat_map(|t| &t.account.responsibility)
            .map(|r| format!("{} {}", r.actor.quote.text(), r.stance))
            .collect()
    }

    fn kinds(text: &str) -> Vec<EventType> {
        let report = Report::plain(ReportMeta::default(), text);
        let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(report.text()));
        reading.tellings.iter().map(|t| t.account.kind).collect()
    }

    #[test]
    fn whoever_is_said_to_have_done_it_is_blamed() {
        let text = "An attack which officials said was carried out by rebels killed six people in Goma on Monday.";
        assert_eq!(ties(text), ["rebels blamed"]);
        assert_eq!(ties("An attack that was carried out by rebels killed six people in Goma."), ["rebels stated"]);
    }

    #[test]
    fn whoever_belongs_to_others_blames() {
        let text = "A commander of the rival Coalition of the North said the army had shelled the market in Gao.";
        assert_eq!(ties(text), ["army blamed"]);
        assert_eq!(ties("A commander of the Azaria said the army had shelled the market in Gao."), ["army blamed"]);
        let text = "A commander of the Fifth Division said the army had shelled the market in Gao.";
        assert_eq!(ties(text), ["army claimed"]);
    }

    #[test]
    fn whoever_is_believed_to_have_struck_is_suspected() {
        let text = "Six people died in air strikes believed to have been carried out by the Russian air force.";
        assert_eq!(ties(text), ["Russian air force suspected"]);
        let text = "Six people died in a raid on Goma. Rebels were believed responsible for the raid.";
        assert!(ties(text).iter().any(|t| t == "Rebels suspected"), "{:?}", ties(text));
        let text = "Air strikes hit a town believed to be held by the Russian air force.";
        assert!(!ties(text).iter().any(|t| t.contains("suspected")), "{:?}", ties(text));
    }

    #[test]
    fn whose_work_it_was() {
        let told = |more: &str| ties(&format!("A bomb killed six people in Goma on Monday. {more}"));
        assert_eq!(told("Islamic State said the bombing was its work."), ["Islamic State claimed"]);
        assert_eq!(told("The mayor called it the work of Boko Haram."), ["Boko Haram blamed"]);
        assert_eq!(told("There was a claim of responsibility from Boko Haram."), ["Boko Haram claimed"]);
        assert_eq!(told("Boko Haram said it had planted it."), ["Boko Haram claimed"]);
        assert_eq!(told("Boko Haram distanced itself from the bombing."), ["Boko Haram denied"]);
        assert_eq!(told("Police traced the device to Boko Haram."), ["Boko Haram blamed"]);
        let text = |end: &str| format!("A car bomb that killed 20 cadets in Goma on Monday was {end}");
        assert_eq!(ties(&text("carried out by Boko Haram, the group said.")), ["Boko Haram claimed"]);
        assert_eq!(ties(&text("carried out by Boko Haram, police said.")), ["Boko Haram blamed"]);
        assert_eq!(ties(&text("covered by the BBC, police said.")), Vec::<String>::new());
        for more in [
            "The mayor called it the work of cowards.",
            "There was no claim of responsibility from Boko Haram.",
            "Boko Haram distanced itself from the talks.",
            "Police traced the device to a shop in Kampala.",
            "The mayor said it was his work to help.",
        ] {
            assert_eq!(told(more), Vec::<String>::new(), "{more}");
        }
    }

    #[test]
    fn the_day_of_a_denial_does_not_hide_what_is_denied() {
        let text = "Hamas denied on Tuesday that it had carried out the rocket attack on the base.";
        assert_eq!(ties(text), ["Hamas denied"]);
        let text = "Hamas said on Tuesday that it had carried out the rocket attack on the base.";
        assert_eq!(ties(text), ["Hamas claimed"]);
    }

    #[test]
    fn whoever_rejects_a_charge_denies_it() {
        assert!(kinds("Rwanda rejects allegations that it backs rebels in Goma.").contains(&EventType::Deny));
        assert!(!kinds("Rwanda rejects the plan to send troops to Goma.").contains(&EventType::Deny));
    }

    #[test]
    fn an_army_tells_of_its_own_side() {
        let read = ties("A military source said that army units had shelled a village.");
        assert!(read.len() == 1 && read[0].ends_with("claimed"), "{read:?}");
        let read = ties("A rebel spokesman said that army units had shelled a village.");
        assert!(read.len() == 1 && read[0].ends_with("blamed"), "{read:?}");
    }

    #[test]
    fn backing_that_is_charged_and_denied_is_disputed() {
        let text = "Congo accuses Rwanda of backing the M23. Rwanda denies it.";
        let report = Report::plain(ReportMeta::default(), text);
        let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(report.text()));
        let aid = reading.tellings.iter().find(|t| t.account.kind == EventType::Aid).map(|t| &t.account);
        assert_eq!(aid.map(|a| a.certainty), Some(crate::model::Certainty::Disputed));
        let accusers: Vec<&str> = reading.tellings[1].sources.iter().flatten().map(|p| p.quote.text()).collect();
        assert_eq!(accusers, ["Congo"]);
        assert_eq!(aid.map(|a| a.responsibility.len()), Some(2));
    }

    #[test]
    fn whoever_claims_it_is_its_actor_with_that_reserve() {
        let text = "A bomb killed three people in Mosul. Al-Shabaab claimed responsibility for the attack.";
        assert_eq!(ties(text), ["Al-Shabaab claimed"]);
        assert!(kinds(text).contains(&EventType::Claim));
    }

    #[test]
    fn of_alternatives_each_is_suspected() {
        let text = "A market in Idlib was hit by Russian or Syrian warplanes, killing nine people.";
        assert!(ties(text).iter().all(|t| t.ends_with(" suspected")), "{:?}", ties(text));
        let text = "A market in Idlib was hit by Russian and Syrian warplanes, killing nine people.";
        assert!(ties(text).iter().all(|t| t.ends_with(" stated")), "{:?}", ties(text));
    }

    #[test]
    fn no_one_claims() {
        let text = "A bomb killed three people in Mosul. No group has claimed responsibility for the attack.";
        assert!(ties(text).is_empty());
        assert!(!kinds(text).contains(&EventType::Claim));
    }

    #[test]
    fn blamed_on_and_blamed_for() {
        assert_eq!(ties("Monday's bombing of a market in Mosul was blamed on Al-Shabaab."), ["Al-Shabaab blamed"]);
        assert_eq!(ties("The mayor blamed Al-Shabaab for the bombing of a market in Mosul."), ["Al-Shabaab blamed"]);
        assert_eq!(ties("The mayor blamed Al-Shabaab for an attack on a church in Mosul."), ["Al-Shabaab blamed"]);
        assert_eq!(ties("The mayor blamed the attack on a church in Mosul on Al-Shabaab."), ["Al-Shabaab blamed"]);
    }

    #[test]
    fn said_to_be_behind_it() {
        let text = "Police said Al-Shabaab was behind the bombing of a market in Mosul.";
        assert_eq!(ties(text), ["Al-Shabaab blamed"]);
        assert!(ties("Police left the market behind the mosque before the bombing of a market in Mosul.").is_empty());
    }

    #[test]
    fn a_denial_in_passing_is_no_event() {
        let text = "Police said Al-Shabaab was behind the bombing of a market in Mosul, a claim the army denied.";
        assert!(!kinds(text).contains(&EventType::Deny));
    }

    #[test]
    fn denials_in_many_words() {
        let denied = |text: &str| assert_eq!(ties(text), ["Al-Shabaab denied"], "{text}");
        denied("Al-Shabaab was not behind the bombing of a market in Mosul.");
        denied("Al-Shabaab said it had nothing to do with the bombing of a market in Mosul.");
        denied("Al-Shabaab denied bombing a market in Mosul.");
        denied("Al-Shabaab said it did not bomb a market in Mosul.");
        denied("A spokesman for Al-Shabaab denied that the group had bombed a market in Mosul.");
        assert!(ties("Al-Shabaab had nothing to eat before the bombing of a market in Mosul.").is_empty());
        assert!(!ties("Al-Shabaab was behind the bombing of a market in Mosul.").contains(&"Al-Shabaab denied".into()));
    }

    #[test]
    fn the_speaker_tells_of_its_own_deed() {
        assert_eq!(ties("Al-Shabaab said it had bombed a market in Mosul."), ["Al-Shabaab claimed"]);
        assert_eq!(ties("The mayor said Al-Shabaab had bombed a market in Mosul."), ["Al-Shabaab blamed"]);
        assert!(ties("\"They bombed the market,\" a driver said in Mosul.").is_empty());
    }

    #[test]
    fn whoever_accuses_did_not_do_it() {
        assert_eq!(ties("The police accused Al-Shabaab of bombing a market in Mosul."), ["Al-Shabaab blamed"]);
        assert!(ties("The police accused Al-Shabaab of backing a party in Mosul.").is_empty());
    }

    #[test]
    fn fingers_pointed() {
        let tie = |text: &str, stance: &str| assert_eq!(ties(text), [format!("Al-Shabaab {stance}")], "{text}");
        tie("Al-Shabaab owned up to the bombing of a market in Mosul.", "claimed");
        tie("Al-Shabaab boasted of the bombing of a market in Mosul.", "claimed");
        tie("Al-Shabaab admitted the bombing of a market in Mosul.", "claimed");
        tie("Suspicion for the bombing of a market in Mosul fell on Al-Shabaab.", "suspected");
        tie("The mayor pointed at Al-Shabaab after the bombing of a market in Mosul.", "blamed");
        tie("The mayor laid the bombing of a market in Mosul at the door of Al-Shabaab.", "blamed");
        tie("The mayor held Al-Shabaab answerable for the bombing of a market in Mosul.", "blamed");
        tie("A court cleared Al-Shabaab of the bombing of a market in Mosul.", "denied");
        tie("Al-Shabaab disowned the bombing of a market in Mosul.", "denied");
        assert!(ties("The mayor pointed at a map after the bombing of a market in Mosul.").is_empty());
        assert!(ties("The army cleared a road of mines after the bombing of a market in Mosul.").is_empty());
    }

    #[test]
    fn suspects_and_bare_blame() {
        assert_eq!(ties("Suspected rebels bombed a market in Mosul."), ["Suspected rebels suspected"]);
        let text = "A bomb killed three people in Mosul. The mayor blamed Al-Shabaab.";
        assert_eq!(ties(text), ["Al-Shabaab blamed"]);
    }

    #[test]
    fn pinned_on_and_put_down_to() {
        assert_eq!(ties("The mayor put the bombing of a bridge in Mosul down to Al-Shabaab."), ["Al-Shabaab blamed"]);
        assert_eq!(ties("The mayor pinned the bombing of a bridge on Al-Shabaab."), ["Al-Shabaab blamed"]);
        assert!(ties("The mayor put the bombing of a bridge in Mosul down in his diary.").is_empty());
    }

    #[test]
    fn men_and_callers_tell_of_their_own_deed() {
        assert_eq!(ties("Al-Shabaab said its men carried out Sunday's bombing in Mosul."), ["its men claimed"]);
        assert_eq!(ties("The mayor said men carried out Sunday's bombing in Mosul."), ["men stated"]);
        let text = "A caller for Al-Shabaab told a newspaper it had bombed a market in Mosul.";
        assert!(ties(text).iter().all(|t| t.ends_with("claimed")), "{:?}", ties(text));
        let text = "A driver from Al-Shabaab told a newspaper gunmen had bombed a market in Mosul.";
        assert!(ties(text).iter().all(|t| !t.ends_with("claimed")), "{:?}", ties(text));
    }
}
