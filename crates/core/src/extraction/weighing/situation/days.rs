//! Days: which of the times around an event dates it, and what may be inferred where none does.

use super::super::features::{place_in, ruled};
use super::super::weigher::Weigher;
use super::super::{Feature, Offer};
use super::ties::{Stretch, Tie, features, tie, tokens_of};
use super::{Chosen, Event, Surroundings, likeliest, note};
use crate::extraction::dating::BELONGS;
use crate::extraction::document::{Document, Tag};
use crate::extraction::draft::Draft;
use crate::extraction::reference::Course;
use crate::extraction::time::TimeMention;
use crate::model::{Slot, Status, TimePrecision, When};
use jiff::ToSpan;
use jiff::civil::Date;

/// A date is taken from this share of the chance of none on.
const SHARE: f32 = 0.4;

/// The times of a report.
pub(super) struct Days<'a> {
    around: &'a Surroundings<'a>,
    times: Vec<Timed<'a>>,
    guesses: Vec<(&'static str, When)>,
}

/// A time expression where it stands.
struct Timed<'a> {
    time: &'a TimeMention,
    stretch: Stretch,
    /// What speaks against its dating what is told around it.
    reserves: Vec<&'static str>,
}

/// A date that an event may have.
struct Candidate<'a> {
    when: When,
    time: Option<&'a TimeMention>,
    ties: Vec<Tie>,
    /// What else speaks for it.
    marks: Vec<Feature>,
    /// How many mentions the rules have dated so.
    ruled: usize,
}

impl Candidate<'_> {
    fn days(&self) -> (Date, Date) {
        (self.when.earliest, self.when.latest)
    }

    /// Told in a sentence of the event, not only near it.
    fn told(&self) -> bool {
        !self.when.inferred || self.ties.iter().any(|tie| tie.place == "own")
    }

    /// Nothing but inference gives it: the rules see no more in it, or its words date what a source said.
    fn inferred(&self) -> bool {
        let reserved = || self.marks.iter().any(|mark| mark.0 == "reserve" && mark.1 != "since");
        self.when.inferred && (self.ruled > 0 || !self.told() || reserved())
    }
}

impl<'a> Days<'a> {
    pub fn of(around: &'a Surroundings<'a>) -> Self {
        let dating = around.dating;
        let dates = |time: &TimeMention| time.days.is_some() || time.lasting.is_some() && !time.value.contains('X');
        let usable = |time: &&TimeMention| dates(time) && !time.head && !time.opens_length;
        let timed = |time: &'a TimeMention| {
            let tokens = tokens_of(around.document, time.span);
            let sentence = around.document.sentence_of(tokens.start);
            let reserves = dating.reserves(time, &tokens, &around.clauses(sentence), sentence);
            Timed { time, stretch: Stretch { span: time.span, tokens, sentence }, reserves }
        };
        let times = dating.times.mentions.iter().filter(usable).map(timed).collect();
        Self { around, times, guesses: guesses(dating.times.day, dating.news_day()) }
    }

    /// The date of the event, if one is likely.
    pub fn choose(&self, event: &Event<'_>, weigher: &Weigher<'_>) -> Chosen<(When, Option<TimeMention>)> {
        let found = self.candidates(event);
        let top = found.iter().flat_map(|c| &c.ties).map(|tie| tie.chance).fold(0.0, f32::max);
        let mut offers = vec![self.none(event, top, &found)];
        offers.extend(found.iter().map(|c| self.offer(event, c, &found)));
        let chances = weigher.scales.told(Slot::Date, event.members().map(|(draft, _)| draft.trigger), &offers);
        match likeliest(&found, &chances, SHARE) {
            Some((found, chance)) => {
                let told = found.time.filter(|_| !found.inferred());
                let quote = told.map(|time| self.around.report.quote(time.span));
                let quote = found.when.quote.clone().or(quote).filter(|_| !found.inferred());
                let when = When { inferred: quote.is_none(), quote, ..found.when.clone() };
                Chosen { value: Some((when, found.time.cloned())), chance }
            }
            None => Chosen { value: None, chance: chances.first().copied().unwrap_or(1.0) },
        }
    }

    /// Every date that rules, times near the event and the day of the report give.
    fn candidates(&self, event: &Event<'_>) -> Vec<Candidate<'_>> {
        let mut found: Vec<Candidate<'_>> = Vec::new();
        for (draft, _) in event.members() {
            let Some(when) = &draft.account.date else { continue };
            let candidate = offered(&mut found, when);
            candidate.ruled += 1;
            candidate.marks.push(("by", ruled(draft, Slot::Date), "", 1.0));
            if candidate.when.inferred && !when.inferred {
                candidate.when = when.clone();
            }
        }
        for timed in &self.times {
            self.add_time(event, timed, &mut found);
        }
        for (name, when) in &self.guesses {
            offered(&mut found, when).marks.push(("guess", name, "", 1.0));
        }
        found
    }

    /// A time of the text near the event.
    fn add_time<'b>(&'b self, event: &Event<'_>, timed: &Timed<'b>, found: &mut Vec<Candidate<'b>>) {
        if owned_by_another(self.around.document, event, timed) {
            return;
        }
        let tied = |(draft, teller)| Some((draft, tie(self.around, event.tellers, teller, &timed.stretch, "date")?));
        let ties: Vec<(&Draft, Tie)> = event.members().filter_map(tied).collect();
        let Some((draft, _)) = ties.iter().min_by_key(|(_, tie)| tie.apart) else { return };
        let tokens = tokens_of(self.around.document, draft.trigger);
        let Some(when) = self.around.dating.when(&tokens, draft.refers.verb, timed.time) else { return };
        let same = found.iter().position(|c| c.when.quote.as_ref() == when.quote.as_ref());
        let candidate = match same {
            Some(n) => &mut found[n],
            None => offered(found, &When { inferred: true, ..when }),
        };
        let nearer = candidate.ties.iter().map(|tie| tie.apart).min();
        let nearest = ties.iter().map(|(_, tie)| tie.apart).min();
        if nearer.is_none() || nearest < nearer {
            candidate.time = Some(timed.time);
        }
        candidate.ties.extend(ties.iter().map(|(_, tie)| tie.clone()));
        if timed.time.days.is_none() {
            let lead = self.leads(&timed.stretch);
            candidate.marks.extend([("length", lead, "", 1.0), ("length", lead, draft.refers.tense.as_str(), 1.0)]);
        }
        candidate.marks.extend(timed.reserves.iter().map(|reserve| ("reserve", *reserve, "", 1.0)));
        // "strikes on Monday" were that day; "fighting" may have gone on since.
        let day = timed.time.named.or(timed.time.days).is_some_and(|(from, to, _)| from == to);
        let course = |(draft, _): (&Draft, _)| draft.refers.plural && !day || draft.refers.course != Course::Occurrence;
        let goes_on = event.first().account.status == Status::Aggregate || event.members().any(course);
        if let Some(until) = goes_on.then(|| self.until_now(timed.time)).flatten() {
            let status = event.first().account.status.as_str();
            let candidate = offered(found, &until);
            candidate.time = candidate.time.or(Some(timed.time));
            candidate.ties.extend(ties.into_iter().map(|(_, tie)| tie));
            candidate.marks.push(("until now", timed.time.rule, status, 1.0));
        }
    }

    /// What leads to a length: "for two years", "after a week of clashes".
    fn leads(&self, stretch: &Stretch) -> &'static str {
        const TOLD: [&str; 9] = ["for", "in", "within", "over", "after", "nearly", "than", "almost", "about"];
        let document = self.around.document;
        let word = |t: usize| if t < document.tokens.len() { document.word(t) } else { "" };
        let (before, behind) = (stretch.tokens.start.checked_sub(1).map_or("", word), word(stretch.tokens.end));
        let told = TOLD.iter().find(|told| **told == before).copied();
        if behind == "of" { "of" } else { told.unwrap_or("none") }
    }

    /// "began in March": from then until the day of the report.
    fn until_now(&self, time: &TimeMention) -> Option<When> {
        let (earliest, latest, _) = time.named.or(time.days)?;
        let day = self.around.dating.times.day?;
        let past = day.checked_sub(2.days()).is_ok_and(|limit| latest < limit);
        let quote = None;
        let precision = TimePrecision::Longer;
        past.then_some(When { earliest, latest: day, precision, inferred: true, zone: None, others: Vec::new(), quote })
    }

    fn offer(&self, event: &Event<'_>, own: &Candidate<'_>, all: &[Candidate<'_>]) -> Offer {
        let (first, account) = (event.first(), &event.first().account);
        let (kind, status) = (account.kind.as_str(), account.status.as_str());
        let lag = self.lag(own.days());
        let mut found = features(&own.ties);
        let place = found.first().map_or("", |feature| feature.1);
        found.extend(own.marks.iter().copied());
        found.extend([
            ("lag", lag, "", 1.0),
            ("lag/status", lag, status, 1.0),
            ("lag/type", lag, kind, 1.0),
            ("lag/tie", lag, place, 1.0),
            ("lag/tense", lag, first.refers.tense.as_str(), 1.0),
            ("kind", own.time.map_or("none", |time| time.rule), "", 1.0),
            (if own.told() { "told" } else { "inferred" }, status, "", 1.0),
            ("opening", place_in(first.sentence, event.sentences), place, 1.0),
        ]);
        if own.ruled > 0 {
            found.push(("rule", "", "", 1.0));
            found.push(("rule/share", "", "", own.ruled as f32 / event.members.len() as f32));
            found.push(("rule/told", if own.told() { "told" } else { "inferred" }, kind, 1.0));
        }
        if told_first(event).is_some_and(|when| (when.earliest, when.latest) == own.days()) {
            found.push(("rule/first", "", "", 1.0));
        }
        let often = self.times.iter().filter(|t| t.time.days.is_some_and(|(a, b, _)| (a, b) == own.days())).count();
        found.push(("often", "", "", (1.0 + often as f32).ln()));
        found.extend(
            own.ties
                .first()
                .and_then(|_| found.iter().find(|f| f.0 == "side"))
                .map(|side| ("side/type", side.1, kind, 1.0)),
        );
        found.extend(
            own.marks.iter().filter(|mark| mark.0 == "guess").map(|mark| ("guess/status", mark.1, status, 1.0)),
        );
        let shared =
            event.shared(|draft| draft.account.date.as_ref().is_some_and(|w| (w.earliest, w.latest) == own.days()));
        found.extend(shared.map(|(like, apart)| ("shared", like, apart, 1.0)));
        let inside = |a: (Date, Date), b: (Date, Date)| a != b && b.0 <= a.0 && a.1 <= b.1;
        let near = |c: &&Candidate<'_>| c.ties.iter().any(|tie| tie.place == "own");
        if all.iter().filter(near).any(|other| inside(own.days(), other.days())) {
            found.push(("inside", place, "", 1.0));
        }
        if all.iter().filter(near).any(|other| inside(other.days(), own.days())) {
            found.push(("holds", place, "", 1.0));
        }
        Offer { value: format!("{}|{}", own.when.earliest, own.when.latest), features: found }
    }

    /// That nothing dates the event.
    fn none(&self, event: &Event<'_>, top: f32, all: &[Candidate<'_>]) -> Offer {
        let first = event.first();
        let own = all.iter().filter(|c| c.ties.iter().any(|tie| tie.place == "own")).count();
        let rule = event.members().find(|(draft, _)| draft.account.date.is_some());
        let by = rule.map_or("none", |(draft, _)| ruled(draft, Slot::Date));
        let mut found = event.none(top, own, all.len(), by);
        found.push(("none/tense", first.refers.tense.as_str(), "", 1.0));
        let holds = [
            ("undatable", first.undatable),
            ("definite", first.refers.definite),
            ("plural", first.refers.plural),
            ("chain", !first.chain.is_empty()),
            ("spoken", first.spoken.is_some()),
        ];
        found.extend(holds.iter().filter(|(_, held)| *held).map(|(name, _)| ("none/holds", *name, "", 1.0)));
        if rule.is_none() {
            found.push(("rule", "", "", 1.0));
        }
        Offer { value: "none".to_owned(), features: found }
    }

    /// How long before the report the days were, and how many they are.
    fn lag(&self, (earliest, latest): (Date, Date)) -> &'static str {
        let Some(day) = self.around.dating.times.day else { return "no day" };
        let (from, to) = ((day - earliest).get_days(), (day - latest).get_days());
        match (from, to) {
            (0, 0) => "the day",
            (1, 1) => "the day before",
            (2, 2) => "two days before",
            (3..=7, 3..=7) if from == to => "within a week",
            (8..=31, 8..=31) if from == to => "within a month",
            (32.., _) if from == to => "a day long ago",
            (..0, _) => "ahead",
            (_, ..0) => "around",
            (1, 0) => "overnight",
            (_, 0) if from <= 8 => "a week until now",
            (_, 0) => "until now",
            (1..=7, _) => "days",
            _ if from - to <= 31 => "a month",
            _ if from - to <= 366 => "a year",
            _ => "years",
        }
    }
}

/// The candidate with the same days, new where there is none.
fn offered<'v, 'b>(found: &'v mut Vec<Candidate<'b>>, when: &When) -> &'v mut Candidate<'b> {
    let days = (when.earliest, when.latest);
    let at = found.iter().position(|c| c.days() == days).unwrap_or_else(|| {
        found.push(Candidate { when: when.clone(), time: None, ties: Vec::new(), marks: Vec::new(), ruled: 0 });
        found.len() - 1
    });
    &mut found[at]
}

/// What the rules alone take for the date of all that tell of the event.
fn told_first<'e>(event: &'e Event<'_>) -> Option<&'e When> {
    let dates = || event.members().filter_map(|(draft, _)| draft.account.date.as_ref());
    dates().find(|when| !when.inferred).or_else(|| dates().next())
}

/// "Sunday's brief attack": the day is that event's, and none of another's in the sentence.
fn owned_by_another(document: &Document<'_>, event: &Event<'_>, timed: &Timed<'_>) -> bool {
    let inside = |t: &usize| {
        matches!(document.tokens[*t].tag, Tag::Possessive | Tag::Adjective | Tag::Noun | Tag::Proper | Tag::Number)
    };
    let phrase = (timed.stretch.tokens.end..document.tokens.len()).take_while(inside).last();
    let Some(end) = phrase.map(|last| document.tokens[last].span.end) else { return false };
    let named = |draft: &Draft| draft.trigger.start >= timed.stretch.span.end && draft.trigger.end <= end;
    let others = event.drafts.iter().enumerate().filter(|(d, _)| !event.members.contains(d));
    timed.reserves.contains(&BELONGS) && others.into_iter().any(|(_, draft)| named(draft))
}

/// Days that may be inferred from the report's own.
fn guesses(day: Option<Date>, news: Option<When>) -> Vec<(&'static str, When)> {
    let guess = |(earliest, latest)| When {
        earliest,
        latest,
        precision: if earliest == latest { TimePrecision::Day } else { TimePrecision::Days },
        inferred: true,
        zone: None,
        others: Vec::new(),
        quote: None,
    };
    let eve = day.and_then(|day| day.checked_sub(1.days()).ok());
    let days = [
        ("day", day.map(|day| (day, day))),
        ("eve", eve.map(|eve| (eve, eve))),
        ("eve and day", eve.zip(day)),
        ("week", day.and_then(|day| Some((day.checked_sub(7.days()).ok()?, day)))),
    ];
    let mut found: Vec<_> = days.into_iter().filter_map(|(name, days)| Some((name, guess(days?)))).collect();
    found.extend(news.map(|when| ("news", when)));
    found
}

/// All that tell of the event have its date.
pub(super) fn settle(drafts: &mut [Draft], members: &[usize], chosen: &Chosen<(When, Option<TimeMention>)>) {
    for &member in members {
        let draft = &mut drafts[member];
        let days = |when: &When| (when.earliest, when.latest, when.inferred);
        let own = draft.account.date.as_ref().map(days);
        let same = own == chosen.value.as_ref().map(|(when, _)| days(when));
        if same && own.is_some() {
            note(draft, Slot::Date, true, chosen.chance);
            continue;
        }
        match &chosen.value {
            Some((when, time)) => {
                draft.account.date = Some(when.clone());
                draft.time = time.clone();
                note(draft, Slot::Date, same, chosen.chance);
            }
            None => {
                (draft.account.date, draft.time) = (None, None);
                draft.made_by.remove(&Slot::Date);
                draft.confidence.remove(&Slot::Date);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Account, Certainty, EventType, Maker, Span};
    use jiff::civil::date;

    fn draft(when: Option<When>) -> Draft {
        let account = Account { date: when, ..Account::bare(EventType::Assault, Status::New, Certainty::Stated) };
        Draft::of(account, Span::new(0, 1), Span::new(0, 1), 0)
    }

    fn guessed(day: Date) -> When {
        guesses(Some(day), None).swap_remove(0).1
    }

    #[test]
    fn what_is_guessed_from_the_day_of_the_report_is_inferred() {
        let found = guesses(Some(date(2024, 5, 8)), None);
        assert!(found.iter().all(|(_, when)| when.inferred && when.quote.is_none()));
        assert_eq!((found[1].1.earliest, found[1].1.latest), (date(2024, 5, 7), date(2024, 5, 7)));
        assert!(guesses(None, None).is_empty());
    }

    #[test]
    fn the_same_days_are_offered_once() {
        let mut found = Vec::new();
        offered(&mut found, &guessed(date(2024, 5, 8))).ruled += 1;
        offered(&mut found, &guessed(date(2024, 5, 8))).ruled += 1;
        offered(&mut found, &guessed(date(2024, 5, 7)));
        assert_eq!(found.iter().map(|c| c.ruled).collect::<Vec<_>>(), [2, 0]);
    }

    #[test]
    fn a_day_in_the_event_s_own_sentence_is_told_unless_it_dates_a_saying() {
        let own = Tie { place: "own", apart: (0, 2), flags: Vec::new(), chance: 0.9 };
        let when = guessed(date(2024, 5, 8));
        let mut found = Candidate { when, time: None, ties: vec![own], marks: Vec::new(), ruled: 0 };
        assert!(!found.inferred());
        found.marks.push(("reserve", "dates a saying", "", 1.0));
        assert!(found.inferred());
        let other = Candidate { marks: Vec::new(), ruled: 1, ..found };
        assert!(other.inferred());
    }

    #[test]
    fn all_that_tell_of_an_event_have_its_date_or_none() {
        let when = guessed(date(2024, 5, 7));
        let mut drafts = vec![draft(None), draft(Some(guessed(date(2024, 5, 1)))), draft(Some(when.clone()))];
        drafts[2].by(Slot::Date, "time/day_of_the_news");
        settle(&mut drafts, &[0, 1, 2], &Chosen { value: Some((when.clone(), None)), chance: 0.8 });
        assert!(drafts.iter().all(|d| d.account.date.as_ref() == Some(&when) && d.confidence[&Slot::Date] == 0.8));
        assert_eq!(drafts[1].made_by[&Slot::Date], Maker::Network);
        assert!(drafts[2].made_by[&Slot::Date].is_rule("time/day_of_the_news"));
        settle(&mut drafts, &[2], &Chosen { value: None, chance: 0.9 });
        assert!(drafts[2].account.date.is_none() && drafts[1].account.date.is_some());
        assert!(!drafts[2].made_by.contains_key(&Slot::Date) && !drafts[2].confidence.contains_key(&Slot::Date));
    }
}
