//! Harm: figures of people killed, injured, displaced, detained, bound to what they count.
//!
//! In: the phrases of a sentence. Out: each figure with the verb that says it. Must not know which event it belongs to.

mod care;
mod people;
mod tolls;
mod zeros;

use super::clauses::Clauses;
use super::document::Tag;
use super::figures::Number;
use crate::knowledge::Knowledge;
use crate::model::{Figure, Harm, HarmKind, Report, Scope, Span};
use std::ops::Range;

/// A figure of people in a sentence, with where it stands.
#[derive(Debug, Clone)]
pub(super) struct HarmMention {
    pub harm: Harm,
    pub tokens: Range<usize>,
    /// The phrase of the verb that says it, where one does.
    pub verb: Option<usize>,
    /// Belongs to no single kind or event: "killed or wounded", "bringing to 18 the number killed since August".
    pub mixed: bool,
}

/// Reads the harm of one sentence.
pub(super) struct HarmReader<'a, 'd, 't> {
    pub clauses: &'a Clauses<'d, 't>,
    pub report: &'a Report,
    pub knowledge: &'a Knowledge,
    pub tokens: Range<usize>,
}

/// What a participle or adjective says was done to people.
fn participle_harm(word: &str) -> Option<HarmKind> {
    Some(match word {
        "killed" | "dead" | "slain" | "murdered" | "executed" | "massacred" | "died" | "assassinated" | "beheaded"
        | "slaughtered" => HarmKind::Killed,
        "injured" | "wounded" | "hurt" | "maimed" => HarmKind::Injured,
        "missing" | "disappeared" => HarmKind::Missing,
        "displaced" | "homeless" | "uprooted" => HarmKind::Displaced,
        "arrested" | "detained" | "imprisoned" | "jailed" => HarmKind::Detained,
        _ => return None,
    })
}

impl HarmReader<'_, '_, '_> {
    /// Every figure of harm in the sentence.
    pub fn read(&self) -> Vec<HarmMention> {
        let mut found = Vec::new();
        self.by_verbs(&mut found);
        self.in_care(&mut found);
        self.by_nouns(&mut found);
        self.tolls(&mut found);
        self.left_behind(&mut found);
        self.parts(&mut found);
        self.of_them(&mut found);
        self.among(&mut found);
        self.zeros(&mut found);
        found.retain(|f| !f.mixed);
        found.sort_by_key(|h| h.tokens.start);
        found
    }

    /// The word at a token of the sentence; empty outside.
    fn word(&self, at: usize) -> &str {
        if self.tokens.contains(&at) { self.clauses.document.word(at) } else { "" }
    }

    fn taken(&self, found: &[HarmMention], tokens: &Range<usize>, kind: HarmKind) -> bool {
        let span = self.clauses.document.span(tokens.clone());
        found.iter().any(|f| f.harm.kind == kind && self.clauses.document.span(f.tokens.clone()).overlaps(span))
    }

    fn figure(
        &self,
        number: &Number,
        tokens: Range<usize>,
        kind: HarmKind,
        people: Option<Range<usize>>,
        verb: Option<usize>,
    ) -> HarmMention {
        let document = self.clauses.document;
        let span = document.span(tokens.clone());
        let who = people.map(|p| {
            let from = p
                .clone()
                .find(|&t| {
                    !number.tokens.contains(&t) && !matches!(document.tokens[t].tag, Tag::Number | Tag::Determiner)
                })
                .unwrap_or(p.start);
            document.words(from..p.end)
        });
        let subset = document.word_in(&self.tokens, tokens.start as isize - 1) == "including"
            || document.word_in(&self.tokens, tokens.start as isize - 2) == "including"
            || matches!(document.word_in(&self.tokens, tokens.start as isize - 1), "among" | "them");
        let figure = Figure {
            quote: self.report.quote(Span::new(span.start, span.end)),
            low: number.low,
            high: number.high,
            unit: None,
            group: who.as_deref().and_then(group_of).map(str::to_owned),
            who,
            scope: if subset { Scope::Subset } else { Scope::Total },
            source: None,
        };
        HarmMention { harm: Harm { kind, figure }, tokens, verb, mixed: false }
    }
}

impl HarmReader<'_, '_, '_> {
    /// The figures of one phrase of people.
    pub fn of_phrase(&self, phrase: usize, kind: HarmKind) -> Vec<HarmMention> {
        let mut found = Vec::new();
        self.of_people(phrase, kind, None, false, &mut found);
        found
    }
}

/// The kind of people that the words count.
fn group_of(who: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|w| who.contains(w));
    if has(&["child", "boy", "girl", "infant", "baby"]) {
        Some("children")
    } else if has(&["women", "woman"]) {
        Some("women")
    } else if has(&["civilian", "resident", "villager", "worshipper", "people"]) {
        Some("civilians")
    } else if has(&["soldier", "troop", "fighter", "rebel", "militant", "policem", "officer", "guerrilla", "insurgent"])
    {
        Some("fighters")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::tolls;
    use crate::model::HarmKind::{Detained, Displaced, Injured, Killed};

    #[test]
    fn figures_go_to_what_they_count() {
        assert_eq!(tolls("Gunmen killed between 10 and 20 villagers in Lagos on Sunday.", Killed), [(10, Some(20))]);
        assert_eq!(tolls("Gunmen killed no fewer than 17 tailors in Lagos on Sunday.", Killed), [(17, None)]);
        assert_eq!(tolls("Shells wounded three or four porters in Lagos on Sunday.", Injured), [(3, Some(4))]);
        assert_eq!(tolls("Police arrested 20 students in Lagos on Sunday.", Detained), [(20, Some(20))]);
        assert_eq!(tolls("Rebels burned Lagos on Sunday and drove out 4,000 people.", Displaced), [(4000, Some(4000))]);
        assert_eq!(tolls("A blast killed a man and a woman in Lagos on Sunday.", Killed), [(2, Some(2))]);
        assert_eq!(tolls("The killing of three officers shook Lagos on Sunday.", Killed), [(3, Some(3))]);
    }

    #[test]
    fn those_named_one_by_one_are_summed() {
        let killed =
            |whom: &str| tolls(&format!("Gunmen ambushed a patrol in Lagos on Sunday, killing {whom}."), Killed);
        assert_eq!(killed("the governor, his wife and a guard"), [(3, Some(3))]);
        let text = "Twelve people, four of them women, were shot dead in Lagos on Sunday.";
        assert!(tolls(text, Killed).contains(&(12, Some(12))), "{:?}", tolls(text, Killed));
        assert_eq!(tolls("No fewer than a dozen clerks were shot dead in Lagos on Sunday.", Killed), [(12, None)]);
        assert_eq!(tolls("A whole family of six was shot dead in Lagos on Sunday.", Killed), [(6, Some(6))]);
    }

    #[test]
    fn what_is_no_figure_of_people() {
        assert_eq!(tolls("Raiders killed 60 sheep in Lagos on Sunday.", Killed), []);
        assert_eq!(tolls("A blast killed an 82-year-old farmer in Lagos on Sunday.", Killed), [(1, Some(1))]);
        assert_eq!(tolls("A blast killed a girl of thirteen in Lagos on Sunday.", Killed), [(1, Some(1))]);
        assert_eq!(tolls("A blast killed a group of thirteen girls in Lagos on Sunday.", Killed), [(13, Some(13))]);
        assert_eq!(tolls("Troops killed or wounded 30 rebels in Lagos on Sunday.", Killed), []);
        assert_eq!(tolls("An air raid on Lagos on Sunday left 120 dead and wounded.", Killed), []);
    }

    #[test]
    fn a_country_is_nobody_and_its_people_are_several() {
        assert_eq!(tolls("Rebels condemned the slaughter of Iraqis in Lagos on Sunday.", Killed), [(2, None)]);
        assert_eq!(tolls("Rebels condemned the slaughter of Musa in Lagos on Sunday.", Killed), [(1, Some(1))]);
        assert_eq!(tolls("Rebels condemned the slaughter of Iraq in Lagos on Sunday.", Killed), []);
    }

    #[test]
    fn tolls_that_rise() {
        let text = "The death toll from the bombing in Lagos rose by five to 21 on Sunday.";
        assert_eq!(tolls(text, Killed), [(21, Some(21))]);
        let text = "A bomb in Lagos killed four people on Sunday, bringing the death toll to 18 since August.";
        assert_eq!(tolls(text, Killed), [(4, Some(4))]);
    }

    #[test]
    fn zero_and_unknown() {
        assert_eq!(tolls("A bomb exploded in Lagos on Sunday without killing anybody.", Killed), [(0, Some(0))]);
        assert_eq!(tolls("A bomb hit a bank in Lagos on Sunday. There were no casualties.", Killed), [(0, Some(0))]);
        assert_eq!(tolls("A bomb hit a bank in Lagos on Sunday. There was no word on casualties.", Killed), []);
        assert_eq!(
            tolls("A bomb hit a bank in Lagos on Sunday. None of its 30 clerks was wounded.", Injured),
            [(0, Some(0))]
        );
    }

    #[test]
    fn what_is_asked_or_not_counted_is_no_figure() {
        let told = |more: &str| tolls(&format!("A bomb hit a bank in Lagos on Sunday. {more}"), Killed);
        assert_eq!(told("The army released no casualty figures."), []);
        assert_eq!(told("How many clerks died is not known."), []);
        assert_eq!(told("Nobody would say who was killed."), []);
        assert_eq!(told("No one else was killed."), []);
        assert_eq!(told("Nobody was hit."), [(0, Some(0))]);
        assert_eq!(told("The blast claimed no lives."), [(0, Some(0))]);
        let text = "A bomb hit a bank in Lagos on Sunday. A clerk was slightly hurt.";
        assert_eq!(tolls(text, Injured), [(1, Some(1))]);
        let text = "A bomb hit a bank in Lagos on Sunday. Eight clerks died of their wounds, bringing the dead to 11.";
        assert!(tolls(text, Killed).contains(&(11, Some(11))), "{:?}", tolls(text, Killed));
    }

    #[test]
    fn deaths_told_by_what_the_verb_ends_in() {
        assert_eq!(tolls("Guards beat four men to death in Lagos on Sunday.", Killed), [(4, Some(4))]);
        assert_eq!(tolls("Guards beat four men in Lagos on Sunday.", Killed), []);
        assert_eq!(tolls("Guards shot the clerk dead in Lagos on Sunday.", Killed), [(1, Some(1))]);
        assert_eq!(tolls("A mine went off in Lagos on Sunday, killing no one.", Killed), [(0, Some(0))]);
    }

    #[test]
    fn the_number_of_wounded() {
        let text = "The number of wounded in Monday's raid on Lagos rose to 31 on Sunday.";
        assert_eq!((tolls(text, Injured), tolls(text, Killed)), (vec![(31, Some(31))], vec![]));
        assert_eq!(tolls("The number of schools in Lagos rose to 31 after Monday's raid.", Injured), []);
    }

    #[test]
    fn harm_in_few_words() {
        assert_eq!(tolls("Farmers stoned a team in Lagos on Sunday, five hurt.", Injured), [(5, Some(5))]);
        assert_eq!(
            tolls("Farmers stoned a team in Lagos on Sunday; five hurt the feelings of the mayor.", Injured),
            []
        );
        let text = "A car bomb in Lagos on Sunday left 17 dead, 140 hurt.";
        assert_eq!((tolls(text, Killed), tolls(text, Injured)), (vec![(17, Some(17))], vec![(140, Some(140))]));
        let text = "Three casualties, none of them fatal, were reported in a grenade attack on a cinema in Lagos.";
        assert_eq!(tolls(text, Killed), [(0, Some(0))]);
        assert_eq!(
            tolls("Injury of 74 fans in bomb attack on a cinema in Lagos confirmed.", Injured),
            [(74, Some(74))]
        );
    }

    #[test]
    fn those_who_drown_or_are_found_dead() {
        assert_eq!(tolls("Ten farmers drowned when a patrol rammed a ferry off Lagos.", Killed), [(10, Some(10))]);
        assert_eq!(tolls("Ten farmers sang when a patrol rammed a ferry off Lagos.", Killed), []);
        assert_eq!(tolls("Nine boys were found dead in Lagos after rebels set off a bomb.", Killed), [(9, Some(9))]);
        assert_eq!(tolls("Nine boys were found in Lagos after rebels set off a bomb.", Killed), []);
    }

    #[test]
    fn no_one_is_dead_yet_of_what_is_to_come() {
        let text = "Rebels gave the mayor until Sunday before they start executing three hostages in Lagos.";
        assert_eq!(tolls(text, Killed), []);
        assert_eq!(tolls("Rebels executed three hostages in Lagos on Sunday.", Killed), [(3, Some(3))]);
    }

    #[test]
    fn parts_told_by_who_they_were() {
        let text = "Gunmen killed 21 people in Lagos on Sunday, 19 of them pupils.";
        assert_eq!(tolls(text, Killed), [(21, Some(21)), (19, Some(19))]);
        let text = "Gunmen killed 21 people in Lagos on Sunday, of whom 15 were children.";
        assert_eq!(tolls(text, Killed), [(21, Some(21)), (15, Some(15))]);
        let text = "Gunmen killed 21 people in Lagos on Sunday; 19 of them fled.";
        assert_eq!(tolls(text, Killed), [(21, Some(21))]);
        let text = "Among the 69 people shot dead in Lagos on Sunday were 33 boys.";
        assert_eq!(tolls(text, Killed), [(69, Some(69)), (33, Some(33))]);
        assert_eq!(tolls("Among the 69 boys shot dead in Lagos on Sunday were no girls.", Killed), [(69, Some(69))]);
    }

    #[test]
    fn those_added_are_counted_apart() {
        let text = "A blast in Lagos on Sunday killed 51 soldiers as well as 40 children.";
        assert_eq!(tolls(text, Killed), [(51, Some(51)), (40, Some(40))]);
        assert_eq!(tolls("A blast in Lagos on Sunday killed 51 soldiers as well.", Killed), [(51, Some(51))]);
    }

    #[test]
    fn fighters_and_lives_may_be_lost() {
        let text = "A convoy ambushed by rebels in Lagos on Sunday lost 13 soldiers.";
        assert_eq!(tolls(text, Killed), [(13, Some(13))]);
        let text = "A convoy ambushed by rebels in Lagos on Sunday lost 13 trucks.";
        assert_eq!(tolls(text, Killed), []);
        assert_eq!(tolls("Jets bombed a bank in Lagos on Sunday without loss of life.", Killed), [(0, Some(0))]);
        assert_eq!(tolls("Jets bombed a bank in Lagos on Sunday, with heavy loss of life.", Killed), []);
    }

    #[test]
    fn a_toll_may_pass_a_number() {
        let text = "The death toll from Sunday's bombing in Lagos has climbed past 200.";
        assert_eq!(tolls(text, Killed), [(201, None)]);
        let text = "The death toll from Sunday's bombing in Lagos has climbed to 200.";
        assert_eq!(tolls(text, Killed), [(200, Some(200))]);
        let text = "Two nurses died in Lagos on Sunday, taking the number killed in last week's raid to 121.";
        assert!(tolls(text, Killed).contains(&(121, Some(121))), "{:?}", tolls(text, Killed));
        assert_eq!(tolls("The number killed in Sunday's raid on Lagos is unknown.", Killed), []);
    }
}
