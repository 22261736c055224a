//! The date of an event: which time expression of the report dates it, and what may be inferred where none does.
//!
//! In: mentions and drafts with the sentence around each, the times of the report. Out: the date slot, with the rule that filled it,
//! and findings on times. Must not know: places, actors, other reports. What is inferred says so; the day of publication itself
//! is never an event's date without that flag.

mod lent;
mod reach;
mod reserves;

pub(super) use lent::THAT_TIME;
pub(super) use reserves::BELONGS;

use super::clauses::Clauses;
use super::document::{Document, Tag};
use super::draft::Draft;
use super::mentions::Mention;
use super::scope::remembered;
use super::time::{TimeMention, Times};
use crate::knowledge::Frame;
use crate::model::{Finding, Report, Slot};
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// Dates the drafts of one report.
#[derive(Debug)]
pub(super) struct Dating<'a> {
    pub report: &'a Report,
    pub document: &'a Document<'a>,
    pub times: &'a Times,
}

/// A time further from the mention than this, in words and barriers, does not date it.
const REACH: usize = 40;

/// An undated act takes the day of an act at most so many sentences before.
const CARRY: usize = 3;

impl Dating<'_> {
    /// What could not be dated, and what dates disagree.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.times.day.is_none() {
            findings.push(Finding::warning("time/no-publication-date", "the report has no publication date, so weekdays and \"yesterday\" stay open; give one with --published"));
        } else if self.times.differs {
            findings.push(Finding::warning("time/publication-dates-differ", "the text names another day of publication than came with it; times are counted from the day in the text"));
        } else if self.times.day_from_text {
            findings.push(Finding::note(
                "time/day-from-dateline",
                "no publication date came with the report; times are counted from its dateline",
            ));
        }
        for time in &self.times.mentions {
            let finding = match (time.is_open() && self.times.day.is_some(), time.conflict) {
                (true, _) => ("time/unresolved", "this time expression could not be resolved to days"),
                (_, true) => ("time/weekday-differs", "the weekday and the date do not agree; the date is taken"),
                _ => continue,
            };
            findings.push(Finding::note(finding.0, finding.1).at(self.report.quote(time.span)));
        }
        findings
    }

    /// The date that the mention's own sentence gives.
    pub fn own(&self, mention: &Mention, clauses: &Clauses<'_, '_>, tokens: &Range<usize>, draft: &mut Draft) {
        let sentence = self.document.span(tokens.clone());
        let inside = self
            .times
            .mentions
            .iter()
            .filter(|t| sentence.contains(t.span) && !t.head && (!t.opens_length || self.names_it(t, mention)));
        let mut best: Option<(usize, &TimeMention)> = None;
        let remembered = remembered(clauses, mention, tokens);
        for time in inside {
            let Some(at) = self.tokens_of(time, tokens) else { continue };
            if remembered.is_some_and(|cue| self.of_those_who_remember(&at, cue, mention, clauses)) {
                continue;
            }
            let start = self.document.tokens[mention.tokens.start].span.start;
            let reaches_from = time.opens.is_some_and(|since| start < since);
            if !reaches_from && self.dates_speech(&at, clauses, tokens) && mention.frame != Frame::Says {
                let told = time.days.map(|_| time.clone());
                draft.spoken = draft.spoken.take().or(told);
                continue;
            }
            if self.lies_ahead_of_words(time, mention) || self.tells_how_long(time, tokens) {
                continue;
            }
            if time.days.is_none() && !self.lasts(time, &at, mention, clauses) {
                continue;
            }
            let looked_back = self.looked_back_on(mention, clauses, tokens) || reacted_to(mention, clauses);
            if at.end <= mention.tokens.start && looked_back {
                continue;
            }
            let close = mention.tokens.start >= at.end && mention.tokens.start - at.end <= 4;
            if self.belongs_to_noun(&at, tokens, time.since) && (mention.verb || !close) {
                continue;
            }
            let far = self.distance(mention, &at, clauses, tokens) + if time.days.is_none() { 12 } else { 0 };
            if far <= REACH && best.is_none_or(|(near, _)| far < near) {
                best = Some((far, time));
            }
        }
        draft.undatable = self.undatable(mention, clauses, tokens) || self.looked_back_on(mention, clauses, tokens);
        if let Some((_, time)) = best {
            self.fill(draft, mention, time);
            self.before_it_was_said(draft, mention, time);
        }
    }

    /// "killed 17 people on Thursday, an official said on Monday": the Thursday before that Monday, not the one after.
    fn before_it_was_said(&self, draft: &mut Draft, mention: &Mention, time: &TimeMention) {
        let said = draft.spoken.as_ref().and_then(|t| t.days).map(|(first, ..)| first);
        let word = self.document.text.get(time.span.start..time.span.end).unwrap_or("").to_lowercase();
        let weekday =
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].contains(&word.as_str());
        let (Some(said), Some(when)) = (said, draft.account.date.as_mut()) else { return };
        let week = |day: Date| day.checked_sub(7.days()).ok();
        if weekday
            && mention.verb
            && when.earliest == when.latest
            && when.earliest > said
            && let Some(earlier) = week(when.earliest)
        {
            (when.earliest, when.latest) = (earlier, earlier);
        }
    }

    /// "the months following the 7 October raid": the day is part of the raid's name, whatever else is counted from it.
    fn names_it(&self, time: &TimeMention, mention: &Mention) -> bool {
        let start = self.document.tokens[mention.tokens.start].span.start;
        let between = self.document.text.get(time.span.end..start.max(time.span.end)).unwrap_or("");
        !mention.verb
            && time.span.end <= start
            && between.split_whitespace().count() <= 3
            && !between.contains([',', ';', '.'])
            && !between.split_whitespace().any(|w| matches!(w, "the" | "a" | "an" | "in" | "of" | "on" | "by" | "to"))
    }

    fn tokens_of(&self, time: &TimeMention, tokens: &Range<usize>) -> Option<Range<usize>> {
        let spans = |t: usize| self.document.tokens[t].span;
        let first = tokens.clone().find(|&t| spans(t).end > time.span.start)?;
        let last = (first..tokens.end).find(|&t| spans(t).end >= time.span.end).unwrap_or(first);
        Some(first..last + 1)
    }

    /// How far a time stands from a mention: words between, and more for every clause that ends between.
    fn distance(
        &self,
        mention: &Mention,
        at: &Range<usize>,
        clauses: &Clauses<'_, '_>,
        tokens: &Range<usize>,
    ) -> usize {
        let before = at.end <= mention.tokens.start;
        let between =
            if before { at.end..mention.tokens.start } else { mention.tokens.end..at.start.max(mention.tokens.end) };
        let opens = before && at.start <= tokens.start + 3;
        let walls: usize = between.clone().map(|t| self.wall(t, tokens)).sum();
        let verbs =
            clauses.phrases.iter().filter(|p| p.tokens().start >= between.start && p.tokens().end <= between.end);
        let verbs = verbs.filter_map(|p| p.verb()).filter(|v| !v.infinitive && !v.gerund && !v.reduced);
        let verbs: usize = verbs.map(|v| if self.saying(v.head, clauses) { 10 } else { 6 }).sum();
        if opens {
            // "On Tuesday, …" dates the whole sentence, up to a new clause of its own.
            return walls + 6 + between.len() / 4;
        }
        let commas = between.clone().filter(|&t| self.document.tokens[t].tag == Tag::Comma).count();
        between.len() + walls + verbs + if before { 8 + 8 * commas } else { 0 }
    }

    /// What a word between a time and a mention adds.
    fn wall(&self, token: usize, tokens: &Range<usize>) -> usize {
        let word = self.document.word(token);
        let after_comma = token > tokens.start && self.document.tokens[token - 1].tag == Tag::Comma;
        match (word, self.document.tokens[token].tag) {
            (";", _) => 30,
            ("but" | "while" | "whereas" | "although" | "though", _) => 40,
            ("because" | "whose", _) => 18,
            ("and", _) if after_comma => 10,
            (_, Tag::Relative) => 8,
            ("after" | "before" | "since" | "when" | "following", _) => 5,
            (_, Tag::Subordinator) => 5,
            _ => 0,
        }
    }

    fn fill(&self, draft: &mut Draft, mention: &Mention, time: &TimeMention) {
        let Some(when) = self.when(&mention.tokens, mention.verb, time) else { return };
        draft.account.date = Some(when);
        draft.time = Some(time.clone());
        draft.by(Slot::Date, time.rule);
    }
}

/// "On Sunday the governor condemned the attack": the day before the words is that of the condemnation.
fn reacted_to(mention: &Mention, clauses: &Clauses<'_, '_>) -> bool {
    let Some(noun) = clauses.noun(mention.phrase).filter(|_| !mention.verb) else { return false };
    let definite = matches!(clauses.document.word(noun.tokens.start), "the" | "this" | "these" | "that");
    let condemns = |verb: usize| clauses.lexicon.listed("condemns", clauses.lemma(verb));
    definite && mention.carrier.is_some_and(|c| !clauses.passive(c.verb) && condemns(c.verb))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::read;
    use crate::model::When;
    use proptest::prelude::*;

    /// The date of the first claim; the sample's reports are published on Wednesday, 8 May 2024.
    fn dated(text: &str) -> Option<When> {
        read(text).claims.into_iter().next().and_then(|c| c.account.date)
    }

    fn shown(text: &str) -> String {
        dated(text).map_or("none".to_owned(), |w| {
            let days =
                if w.earliest == w.latest { w.earliest.to_string() } else { format!("{}..{}", w.earliest, w.latest) };
            if w.inferred { format!("{days} inferred") } else { days }
        })
    }

    #[test]
    fn the_time_of_a_clause_dates_its_event() {
        assert_eq!(shown("Gunmen killed three farmers near Lagos on Saturday."), "2024-05-04");
        assert_eq!(shown("On Thursday night, rebels attacked a base near Lagos."), "2024-05-02");
        assert_eq!(shown("Rebels attacked a base near Lagos overnight."), "2024-05-07..2024-05-08");
        assert_eq!(shown("Between 12 and 14 April, rebels attacked a base near Lagos."), "2024-04-12..2024-04-14");
    }

    #[test]
    fn the_day_of_those_who_look_back_is_not_the_events() {
        assert_eq!(shown("The town mourned on Monday for the victims of the bombing."), "none");
        assert_eq!(shown("A convoy reached Goma on Monday, the first since the bombing."), "none");
        assert_eq!(shown("The victims of the bombing on Monday were buried."), "2024-05-06");
        let text = "Gunmen killed six farmers near Lagos on Saturday. On Sunday the governor condemned the attack.";
        let read = read(text);
        let attacks = read.tellings.iter().filter(|t| t.account.kind == crate::model::EventType::Assault);
        assert_eq!(attacks.count(), 1);
    }

    #[test]
    fn the_day_of_a_saying_is_no_day_of_the_event() {
        assert_eq!(shown("Gunmen killed three farmers near Lagos, police said on Sunday."), "2024-05-05 inferred");
        assert_eq!(shown("Police said on Sunday that gunmen killed three farmers on Friday."), "2024-05-03");
        assert_eq!(shown("An attack was reported on Sunday in Lagos."), "2024-05-05");
        assert_eq!(shown("Police reported on Sunday an attack in Lagos."), "2024-05-05 inferred");
    }

    /// What speaks against the first time's dating the event in a text of one sentence.
    fn reserves(text: &str) -> Vec<&'static str> {
        use super::*;
        let knowledge = crate::knowledge::Knowledge::builtin();
        let sentence = crate::model::Sentence { span: crate::model::Span::new(0, text.len()), paragraph: 0 };
        let report = Report::plain(crate::model::ReportMeta::default(), text);
        let times = crate::extraction::time::tag(text, std::slice::from_ref(&sentence), "2024-05-08".parse().ok());
        let spans: Vec<_> = times.marked().collect();
        let document = Document::new(text, &[sentence], &spans, &knowledge.lexicon);
        let phrases = crate::extraction::phrases::phrases(&document, 0..document.tokens.len(), &knowledge.lexicon);
        let clauses = Clauses { document: &document, lexicon: &knowledge.lexicon, phrases: &phrases };
        let dating = Dating { report: &report, document: &document, times: &times };
        let time = &times.mentions[0];
        let at = dating.tokens_of(time, &(0..document.tokens.len())).expect("tokens");
        dating.reserves(time, &at, &clauses, 0)
    }

    #[test]
    fn what_speaks_against_a_time_is_told() {
        assert_eq!(reserves("Police said on Sunday that gunmen had killed three farmers."), ["dates a saying"]);
        assert_eq!(reserves("Gunmen killed three farmers on Sunday."), Vec::<&str>::new());
        assert_eq!(reserves("Gunmen have killed ten farmers since March."), ["since"]);
        assert_eq!(reserves("Rebels in exile since 2023 attacked villages near Lagos."), ["tells how long", "since"]);
    }

    #[test]
    fn a_course_of_events_goes_on_until_the_report() {
        assert_eq!(shown("The war in Sudan began in April 2023."), "2023-04-01..2024-05-08");
        assert_eq!(
            shown("Rebels have attacked villages near Lagos since the start of the year."),
            "2024-01-01..2024-05-08"
        );
        assert_eq!(
            shown("Rebels have killed 40 people since they took the town of Goma in March."),
            "2024-03-01..2024-05-08"
        );
        assert_eq!(
            shown("Rebels have killed 40 people since they declared a state in March."),
            "2024-03-01..2024-05-08"
        );
        assert_eq!(shown("The army has shelled villages near Lagos for over two months."), "2024-03-08..2024-05-08");
        assert_eq!(shown("The attack on Goma began in April 2023."), "2023-04-01..2023-04-30");
        assert_eq!(
            shown("Since rebels took the town of Goma in March, they have killed 40 people."),
            "2024-03-01..2024-03-31"
        );
    }

    #[test]
    fn a_war_named_by_its_year_dates_what_was_done_in_it() {
        assert_eq!(shown("Israel captured the hills in the 1967 war."), "1967-01-01..1967-12-31");
        assert_eq!(shown("The 1967 charter was recalled as rebels seized the hills."), "none");
    }

    #[test]
    fn how_long_something_else_has_lasted_is_no_date() {
        assert_eq!(shown("Rebels in exile since 2023 have attacked villages near Lagos."), "none");
        assert_eq!(shown("Rebels attacked Lagos, the first such attack since 1985."), "none");
        assert_eq!(shown("Rebels have attacked villages near Lagos since 2023."), "2023-01-01..2024-05-08");
        assert_eq!(
            shown("He has ruled since 2005 and survived an attack near Lagos in 2015."),
            "2015-01-01..2015-12-31"
        );
    }

    #[test]
    fn words_are_said_on_no_day_to_come() {
        assert_eq!(shown("The envoy called on the rebels to lay down their arms by Friday."), "none");
        assert_eq!(shown("On Monday the envoy called on the rebels to lay down their arms by Friday."), "2024-05-06");
    }

    #[test]
    fn another_clause_keeps_its_time() {
        assert_eq!(shown("Rebels attacked a base near Lagos, but in February they had promised peace."), "none");
    }

    #[test]
    fn a_genitive_that_lost_its_apostrophe_dates_its_own_noun_alone() {
        let day = |text: &str, word: &str| {
            let read = crate::extraction::sample::read(text);
            let own = read.claims.iter().find(|c| c.anchor.text().contains(word));
            own.and_then(|c| c.account.date.as_ref()?.earliest.to_string().get(8..).map(str::to_owned))
        };
        let text = "Fridays attack in Kano came after a bombing killed ten people on Tuesday in Lagos.";
        assert_eq!((day(text, "attack").as_deref(), day(text, "bombing").as_deref()), (Some("03"), Some("07")));
    }

    #[test]
    fn that_time_is_the_one_told_before() {
        let found = read("It was the first raid since February. At that time rebels had attacked a base near Lagos.");
        let dates = found.claims.iter().filter_map(|c| c.account.date.as_ref()).map(|w| w.earliest.to_string());
        assert!(dates.into_iter().any(|day| day == "2024-02-01"), "{found:?}");
    }

    #[test]
    fn a_report_without_a_time_has_no_date() {
        assert_eq!(shown("Gunmen killed three farmers near Lagos."), "none");
    }

    proptest! {
        /// The publication day is never given as told where no words tell it.
        #[test]
        fn the_publication_day_is_never_passed_off(
            who in "(Gunmen|Rebels|Soldiers|Police|Militants)",
            did in "(killed three farmers|attacked a base|arrested ten men|shelled the town|clashed with troops|burned a market)",
            place in "(in Lagos|near Aleppo|outside Goma|in Kabul)",
            more in "(Residents fled|The attack left many dead|Officials condemned the violence|The army denied it|Shops were closed)",
        ) {
            let found = read(&format!("{who} {did} {place}. {more}."));
            for claim in found.claims {
                prop_assert!(claim.account.date.is_none_or(|d| d.inferred));
            }
        }

        /// Over free text: a date that is told has its words, and a country as a whole has no point.
        #[test]
        fn no_date_without_words_and_no_point_for_a_country(
            words in proptest::collection::vec("(rebels|gunmen|Syria|Congo|Iran|in|near|killed|attacked|shelled|three|soldiers|the|said|after|army|from|and|Aleppo|on|[a-zA-Z,'\"-]{1,7})", 0..24),
        ) {
            for claim in read(&format!("{}.", words.join(" "))).claims {
                let date = claim.account.date;
                prop_assert!(date.is_none_or(|d| d.inferred || d.quote.is_some_and(|q| !q.text().is_empty())));
                let place = claim.account.place;
                prop_assert!(place.is_none_or(|p| p.precision != crate::model::PlacePrecision::Country || p.point.is_none()));
            }
        }
    }

    #[test]
    fn the_weekday_before_it_was_said() {
        assert_eq!(shown("Gunmen killed ten farmers near Lagos on Tuesday, an official said on Monday."), "2024-04-30");
        assert_eq!(
            shown("Gunmen killed ten farmers near Lagos on Saturday, an official said on Monday."),
            "2024-05-04"
        );
    }

    #[test]
    fn a_day_that_names_the_attack_and_a_day_that_is_withheld() {
        assert_eq!(shown("In the two months following the 7 October 2023 raid on Lagos, prices rose."), "2023-10-07");
        assert_eq!(shown("Gunmen burned a post near Lagos, a station said on Monday, giving no date."), "none");
    }
}
