//! The reader: one report through all stages of extraction, in order.

use super::antecedents::Cast;
use super::clauses::Clauses;
use super::counts::CountReader;
use super::dating::Dating;
use super::dealing::Dealing;
use super::document::{Document, Tag};
use super::draft::Draft;
use super::harm::{HarmMention, HarmReader};
use super::learned::Opinion;
use super::mentions::{Mention, mentions};
use super::participants::name_at;
use super::phrases::{Phrase, phrases};
use super::places::scene::SceneReader;
use super::places::{PlaceMention, Usage};
use super::reference::reference;
use super::roles::{RoleReader, Roles};
use super::scope::{Stand, stand};
use super::senses::sense;
use super::sightings::with_sightings;
use super::sources::{Attribution, attributions};
use super::status::PeriodReader;
use super::weighing::{Bystander, Choice, Context, ENOUGH, Scales, Surroundings, Weigher};
use super::{
    agency, caveats, certainty, conflicts, full_names, identity, lag, local_time, naming, places, relations,
    responsibility, status, tellings, time,
};
use crate::knowledge::{ActorHit, Frame, Knowledge};
use crate::model::*;
use dateline_encoder::Network;
use jiff::civil::Date;
use std::ops::Range;

/// Reads reports; holds what is known before reading.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'k> {
    knowledge: &'k Knowledge,
    /// The learned reader's network; without it the rules read alone.
    network: Option<&'k Network>,
}

impl<'k> Reader<'k> {
    /// A reader by rules alone, with that knowledge.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, network: None }
    }

    /// The reader with the network's opinion beside the rules.
    pub fn with_network(self, network: &'k Network) -> Self {
        Self { network: Some(network), ..self }
    }

    /// The version of this reader: it changes whenever a reading may change.
    pub fn version(&self) -> &'static str {
        match self.network {
            None => concat!("rules-", env!("CARGO_PKG_VERSION")),
            Some(_) => concat!("joined-", env!("CARGO_PKG_VERSION")),
        }
    }

    /// The network that reads along, if one does.
    pub fn network(&self) -> Option<&'k Network> {
        self.network
    }

    /// What the report asserts. `sentences` are those of its text, in order.
    pub fn read(&self, report: &Report, sentences: &[Sentence]) -> Reading {
        self.read_with(&Scales::trained(), report, sentences)
    }

    /// Every choice that was weighed in reading, with what spoke for each value: what the weights are fitted from.
    pub fn choices(&self, report: &Report, sentences: &[Sentence]) -> Vec<Choice> {
        let scales = Scales::recording();
        self.read_with(&scales, report, sentences);
        scales.notes()
    }

    fn read_with(&self, scales: &Scales, report: &Report, sentences: &[Sentence]) -> Reading {
        let published = report.meta().published;
        let times = time::tag(report.text(), sentences, published);
        let spans: Vec<Span> = times.marked().collect();
        let mut document = Document::new(report.text(), sentences, &spans, &self.knowledge.lexicon);
        document.setting = naming::setting(&document, published.map(|p| p.date()), self.knowledge);
        let phrases: Vec<Vec<Phrase>> =
            document.sentences.iter().map(|s| phrases(&document, s.tokens.clone(), &self.knowledge.lexicon)).collect();
        let attributions = attributions(&document, &phrases, report, self.knowledge);
        let places = places::mentions(&document, report, self.knowledge);
        let groups = armed_groups(&document, self.knowledge);
        let dating = Dating { report, document: &document, times: &times };
        let pass = Pass {
            report,
            document: &document,
            knowledge: self.knowledge,
            dating: &dating,
            places: &places,
            groups: &groups,
            phrases: &phrases,
            attributions: &attributions,
            weigher: self.network.and_then(|network| weigher(scales, network, &document, times.day)),
        };
        let (claims, tellings, doubts) = pass.told(true);
        let mut findings = dating.findings();
        findings.extend(doubts);
        findings.extend(naming::findings(&document, report, self.knowledge));
        let doubtful = pass.doubtful(&claims);
        Reading { report: report.id(), reader: self.version().to_owned(), claims, tellings, doubtful, findings }
    }
}

/// Who weighs the network's opinion of a text that is long enough for one.
fn weigher<'a>(
    scales: &'a Scales,
    network: &'a Network,
    document: &Document<'_>,
    day: Option<Date>,
) -> Option<Weigher<'a>> {
    let opinion = Opinion::of(network, document.text);
    let context = Context { day, sentences: document.sentences.len() };
    (opinion.length() >= ENOUGH).then(|| Weigher { scales, sighted: opinion.sighted(), opinion, context })
}

/// Named armed groups of the report: the token at which each name stands, and the actor.
fn armed_groups(document: &Document<'_>, knowledge: &Knowledge) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match name_at(document, at, sentence.tokens.end, knowledge) {
                Some(name) => {
                    if let ActorHit::Actor(number) = name.hit
                        && matches!(
                            knowledge.actors.get(number).kind,
                            ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist
                        )
                    {
                        found.push((at, number));
                    }
                    at = name.tokens.end;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// One report on its way through the stages.
struct Pass<'a> {
    report: &'a Report,
    document: &'a Document<'a>,
    knowledge: &'a Knowledge,
    dating: &'a Dating<'a>,
    places: &'a [PlaceMention],
    groups: &'a [(usize, usize)],
    /// The phrases of each sentence.
    phrases: &'a [Vec<Phrase>],
    attributions: &'a [Attribution],
    /// Weighs what the network thinks with the rules, where one reads along.
    weigher: Option<Weigher<'a>>,
}

impl Pass<'_> {
    /// The claims joined into tellings, and what is doubtful about their values. `strict`: without what the network doubts to name an event.
    fn told(&self, strict: bool) -> (Vec<Claim>, Vec<Telling>, Vec<Finding>) {
        let (document, report, knowledge) = (self.document, self.report, self.knowledge);
        let times = self.dating.times;
        let mut drafts = self.drafts(strict);
        self.dating.lend(&mut drafts);
        status::settle(&mut drafts, document.sentences.len(), times.day);
        places::scene::lend(&mut drafts, self.places);
        let mut doubts = conflicts::keep(report, document, times, &mut drafts);
        doubts.extend(local_time::settle(report, &mut drafts));
        let caveats = caveats::find(document, &knowledge.lexicon, &drafts);
        caveats::apply(&caveats, &mut drafts);
        responsibility::bear(document, self.phrases, self.attributions, report, knowledge, &mut drafts);
        let groups = identity::join(&drafts, self.weigher.as_ref());
        if let Some(weigher) = &self.weigher {
            weigher.settle(&mut drafts, &groups);
            caveats::apply(&caveats, &mut drafts);
            weigher.situate(&self.surroundings(), &mut drafts, &groups);
        }
        responsibility::relate(report, &mut drafts, &groups);
        relations::tie(document, report, &knowledge.lexicon, &mut drafts, &groups);
        let (claims, tellings) = self.claims(drafts, &groups);
        (claims, tellings, doubts)
    }

    fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            report: self.report,
            document: self.document,
            lexicon: &self.knowledge.lexicon,
            phrases: self.phrases,
            dating: self.dating,
            places: self.places,
            attributions: self.attributions,
        }
    }

    /// What the rules alone take for events beyond the claims that are told. It is read apart, so that it changes nothing of them.
    fn doubtful(&self, told: &[Claim]) -> Vec<Doubtful> {
        // What is noted of choices is to be noted once.
        if self.weigher.as_ref().is_none_or(|weigher| weigher.scales.records()) {
            return Vec::new();
        }
        let (all, tellings, _) = self.told(false);
        let known =
            |c: &Claim| told.iter().find(|t| t.anchor.start() < c.anchor.end() && c.anchor.start() < t.anchor.end());
        let mut found = Vec::new();
        for telling in &tellings {
            let claims = || telling.claims.iter().map(|&c| &all[c]);
            let retells = claims().find_map(known).map(|c| c.telling);
            let mut mine: Vec<Claim> = claims().filter(|c| known(c).is_none()).cloned().collect();
            for claim in &mut mine {
                claim.telling = retells.unwrap_or_default();
                claim.account.relations.clear();
            }
            if !mine.is_empty() {
                let numbered: Vec<Claim> = mine.iter().map(|c| Claim { telling: 0, ..c.clone() }).collect();
                let account = tellings::tell(&numbered, 1).swap_remove(0).account;
                found.push(Doubtful { claims: mine, account, retells });
            }
        }
        found
    }

    fn drafts(&self, strict: bool) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let mut cast = Cast::default();
        for number in 0..self.document.sentences.len() {
            self.sentence(number, strict, &mut cast, &mut drafts);
        }
        agency::lend(self.document, &cast, &mut drafts);
        drafts
    }

    fn sentence(&self, number: usize, strict: bool, cast: &mut Cast, drafts: &mut Vec<Draft>) {
        let tokens = self.document.sentences[number].tokens.clone();
        if tokens.len() > 400 {
            return;
        }
        let phrases = &self.phrases[number];
        let clauses = Clauses { document: self.document, lexicon: &self.knowledge.lexicon, phrases };
        cast.enter(&clauses, number, self.report, self.knowledge);
        let mut mentions = mentions(&clauses, self.knowledge);
        if let Some(weigher) = &self.weigher {
            mentions = with_sightings(&clauses, &tokens, &weigher.sighted, &self.knowledge.lexicon, mentions);
        }
        if mentions.is_empty() && drafts.is_empty() {
            return;
        }
        let one = SentencePass {
            pass: self,
            number,
            strict,
            tokens: tokens.clone(),
            clauses: &clauses,
            mentions: &mentions,
            cast,
            attributions: self.attributions_in(&tokens),
            harms: HarmReader {
                clauses: &clauses,
                report: self.report,
                knowledge: self.knowledge,
                tokens: tokens.clone(),
            }
            .read(),
        };
        one.drafts(drafts);
    }

    /// The attributions that say something of the sentence.
    fn attributions_in(&self, tokens: &Range<usize>) -> Vec<&Attribution> {
        let meets = |range: &Range<usize>| range.start < tokens.end && tokens.start < range.end;
        self.attributions.iter().filter(|a| meets(&a.cue) || a.contents.iter().any(meets)).collect()
    }

    fn claims(&self, drafts: Vec<Draft>, groups: &[usize]) -> (Vec<Claim>, Vec<Telling>) {
        let mut claims: Vec<Claim> = Vec::with_capacity(drafts.len());
        for (draft, &telling) in drafts.into_iter().zip(groups) {
            let anchor = self.report.quote(draft.anchor);
            let id = ClaimId::of(self.report.id(), anchor.start(), anchor.end(), draft.account.kind.as_str());
            if claims.iter().any(|c| c.id == id) {
                continue;
            }
            claims.push(Claim {
                id,
                telling,
                anchor,
                account: draft.account,
                chain: draft.chain,
                made_by: draft.made_by,
                confidence: draft.confidence,
            });
        }
        let mut seen: Vec<usize> = Vec::new();
        for claim in &mut claims {
            let at = seen.iter().position(|&s| s == claim.telling).unwrap_or_else(|| {
                seen.push(claim.telling);
                seen.len() - 1
            });
            claim.telling = at;
        }
        for relation in claims.iter_mut().flat_map(|c| c.account.relations.iter_mut()) {
            relation.to = relation.to.and_then(|to| seen.iter().position(|&s| s == to));
        }
        let mut tellings = tellings::tell(&claims, seen.len());
        full_names::give(&self.document.setting, self.knowledge, &mut claims, &mut tellings);
        (claims, tellings)
    }
}

/// One sentence with all that was found in it.
struct SentencePass<'a> {
    pass: &'a Pass<'a>,
    number: usize,
    /// Whether what the network doubts is left out.
    strict: bool,
    tokens: Range<usize>,
    clauses: &'a Clauses<'a, 'a>,
    mentions: &'a [Mention],
    cast: &'a Cast,
    attributions: Vec<&'a Attribution>,
    harms: Vec<HarmMention>,
}

impl SentencePass<'_> {
    fn drafts(&self, drafts: &mut Vec<Draft>) {
        let reader = RoleReader {
            clauses: self.clauses,
            report: self.pass.report,
            knowledge: self.pass.knowledge,
            mentions: self.mentions,
            cast: self.cast,
            attributions: &self.attributions,
        };
        let mut draft_of: Vec<Option<usize>> = vec![None; self.mentions.len()];
        let mut links = Vec::new();
        for (index, mention) in self.mentions.iter().enumerate() {
            let stand = stand(self.clauses, mention, &self.tokens, self.pass.knowledge);
            let roles = reader.read(mention);
            let (mention, veto) = self.vetoed(mention, stand, &roles);
            let mention = &mention;
            if veto.is_some() && !self.pass.weigher.as_ref().is_some_and(|weigher| weigher.may_be(self.words(mention)))
            {
                continue;
            }
            if let Some(phrase) = roles.event_agent
                && let Some(other) = self.mentions.iter().position(|m| !m.verb && m.phrase == phrase)
            {
                links.push((index, other));
            }
            let around = self.pass.weigher.as_ref().map(|_| reader.bystanders(mention, &roles)).unwrap_or_default();
            let mut draft = self.draft(mention, stand, roles, &around);
            if let Some(weigher) = &self.pass.weigher {
                // What the rules alone take for an event is read once more, apart from what is told.
                let doubtful = !self.strict && veto.is_none();
                if !weigher.is_event(mention, veto, &mut draft) && !doubtful {
                    continue;
                }
                self.place_by(&weigher.opinion, draft.trigger, &mut draft);
            }
            draft_of[index] = Some(drafts.len());
            drafts.push(draft);
        }
        self.link(&links, &draft_of, drafts);
        let dealing =
            Dealing { document: self.document(), mentions: self.mentions, draft_of: &draft_of, sentence: self.number };
        dealing.deal(&self.harms, drafts);
    }

    fn words(&self, mention: &Mention) -> Span {
        self.document().span(mention.tokens.clone())
    }

    /// The mention in the sense that its words have here, and why the rules see no event in it, if they see none.
    fn vetoed(&self, mention: &Mention, stand: Stand, roles: &Roles) -> (Mention, Option<&'static str>) {
        if stand.swallowed || responsibility::no_event(self.clauses, mention) {
            return (mention.clone(), Some("scope"));
        }
        let Some((kind, mode)) = sense(self.clauses, mention, roles, self.pass.knowledge) else {
            return (mention.clone(), Some("sense"));
        };
        let mention = Mention { kind, mode, ..mention.clone() };
        // "No ship was hit" denies an attack; "no soldiers were killed" is a figure.
        let harmless = self.pass.knowledge.lexicon.trigger(mention.trigger).harm.is_none();
        let denied = stand.certainty == Some(Certainty::Denied) && mention.kind == EventType::Assault && harmless;
        let veto = if !denied && self.means_nothing(&mention, roles) {
            Some("empty")
        } else {
            self.only_a_figure(&mention, stand).then_some("figure")
        };
        (mention, veto)
    }

    /// A place that the rules only supposed gives way to the one that the network sees with the event; what its name means the same gazetteer
    /// says as ever.
    fn place_by(&self, opinion: &Opinion<'_>, words: Span, draft: &mut Draft) {
        if draft.place_sure {
            return;
        }
        let document = self.document();
        let Some(span) = opinion.place(words) else { return };
        let named = self.pass.places.iter().find(|p| document.span(p.tokens.clone()).overlaps(span));
        if let Some(found) = named {
            draft.account.place = Some(found.place.clone());
            (draft.place_sure, draft.place_named) = (true, found.usage != Usage::Adjective);
            draft.made_by.insert(Slot::Place, Maker::Network);
        }
    }

    /// "There were no deaths", "whether there were deaths": word of the harm of an event, no event.
    fn only_a_figure(&self, mention: &Mention, stand: Stand) -> bool {
        let trigger = self.pass.knowledge.lexicon.trigger(mention.trigger);
        let noun = !mention.verb && trigger.frame == Frame::Dies;
        // "no one was killed or wounded": the zero goes to the attack told beside.
        let zero = mention.verb
            && trigger.harm.is_some()
            && mention.kind == EventType::Assault
            && stand.certainty == Some(Certainty::Denied)
            && self.harms.iter().any(|h| h.harm.figure.is_zero());
        zero || noun && matches!(stand.certainty, Some(Certainty::Denied | Certainty::Possible))
    }

    /// A statement without a speaker, a movement without anyone moving: no event.
    fn means_nothing(&self, mention: &Mention, roles: &Roles) -> bool {
        let speechless = roles.actors.is_empty() && roles.targets.is_empty();
        match mention.frame {
            Frame::Says => {
                // "Police chief accused of abuses": the only verb of a headline tells of a charge, whoever makes it.
                let charge = mention.kind == EventType::Accuse && mention.verb && self.clauses.passive(mention.phrase);
                let alone = charge
                    && !roles.targets.is_empty()
                    && (0..self.clauses.phrases.len()).filter(|&p| self.clauses.verb(p).is_some()).count() == 1;
                roles.actors.is_empty() && !alone
                    || mention.verb
                        && roles.targets.is_empty()
                        && self.clauses.object(mention.phrase).is_empty()
                        && roles.victims.is_empty()
                        && matches!(mention.kind, EventType::Accuse | EventType::Support)
            }
            Frame::Meets if mention.kind == EventType::Consult && self.goes_ahead(mention) => false,
            Frame::Moves | Frame::Meets => roles.actors.is_empty() && mention.mode != Some(Mode::Ceasefire),
            Frame::Acts if mention.verb && !self.harms.iter().any(|h| h.verb == Some(mention.phrase)) => {
                speechless && roles.event_agent.is_none() && roles.victims.is_empty() && roles.means.is_empty()
            }
            _ if mention.kind == EventType::Aid => speechless,
            _ => false,
        }
    }

    /// "Peace talks opened in the capital": told without those who talk.
    fn goes_ahead(&self, mention: &Mention) -> bool {
        let mut behind = mention.phrase + 1..self.clauses.phrases.len().min(mention.phrase + 5);
        let verb = behind.find(|&p| self.clauses.verb(p).is_some());
        !mention.verb
            && verb.is_some_and(|v| {
                matches!(
                    self.clauses.lemma(v),
                    "open" | "begin" | "start" | "resume" | "take" | "hold" | "collapse" | "end"
                ) && self.clauses.subject(v).contains(&mention.phrase)
            })
    }

    /// Mentions of one sentence that structure shows to be one event.
    fn link(&self, links: &[(usize, usize)], draft_of: &[Option<usize>], drafts: &mut [Draft]) {
        for &(a, b) in links {
            if let (Some(a), Some(b)) = (draft_of[a], draft_of[b]) {
                self.unite(a.min(b), a.max(b), drafts);
            }
        }
        // "killed and wounded", "attacked …, killing": harm verbs follow the act they belong to.
        for (index, mention) in self.mentions.iter().enumerate() {
            let Some(later) = draft_of[index] else { continue };
            if drafts[later].same_as.is_some() || !mention.verb || mention.kind != EventType::Assault {
                continue;
            }
            let harm = self.pass.knowledge.lexicon.trigger(mention.trigger).harm.is_some();
            let gerund = self.clauses.verb(mention.phrase).is_some_and(|v| v.gerund);
            let earlier =
                (0..index).rev().find(|&e| draft_of[e].is_some() && self.mentions[e].kind == EventType::Assault);
            let earlier = earlier.filter(|&e| !self.told_of_two_places(draft_of[e], &drafts[later], drafts));
            if let Some(earlier) = earlier.filter(|&e| !gerund || !self.is_only_object(e))
                && (harm && (gerund || self.shares_clause(earlier, index))
                    || gerund && self.shares_clause(earlier, index)
                    || self.clauses.shares_passive(mention.phrase))
            {
                let earlier = draft_of[earlier].unwrap_or(later);
                self.unite(earlier, later, drafts);
            }
        }
    }

    /// "killed four people in one town and a further six in another": each has a place of its own.
    fn told_of_two_places(&self, earlier: Option<usize>, later: &Draft, drafts: &[Draft]) -> bool {
        let towns = [earlier.and_then(|e| drafts.get(e)), Some(later)];
        let named = towns.map(|d| d.filter(|d| d.place_sure && d.place_named).and_then(|d| d.account.place.as_ref()));
        let town = |p: &&Where| matches!(p.precision, PlacePrecision::Town | PlacePrecision::Site);
        let [Some(a), Some(b)] = named.map(|p| p.filter(town)) else { return false };
        a.name != b.name && !a.quote.overlaps(&b.quote)
    }

    /// "avenged the murder by burning a shop": the murder is what the verb is about, not what was done.
    fn is_only_object(&self, earlier: usize) -> bool {
        let mention = &self.mentions[earlier];
        mention.carrier.is_some_and(|c| {
            let act = !self.pass.knowledge.lexicon.verb_triggers(self.clauses.lemma(c.verb)).is_empty();
            !c.done && !c.suffered && !act && self.clauses.object(c.verb).contains(&mention.phrase)
        })
    }

    /// Whether no other subject stands between two mentions.
    fn shares_clause(&self, earlier: usize, later: usize) -> bool {
        let (a, b) = (&self.mentions[earlier], &self.mentions[later]);
        let far = b.tokens.start.saturating_sub(a.tokens.end) > 25;
        let harm_both = self.pass.knowledge.lexicon.trigger(a.trigger).harm.is_some();
        let between = format!(" {} ", self.document().words(a.tokens.end..b.tokens.start));
        let separate = [" another ", " separate", " elsewhere", " also ", " while ", ";", " meanwhile", " said that "]
            .iter()
            .any(|w| between.contains(w));
        !far && !separate && (harm_both || b.verb)
    }

    fn document(&self) -> &Document<'_> {
        self.pass.document
    }

    fn unite(&self, first: usize, second: usize, drafts: &mut [Draft]) {
        if first == second {
            return;
        }
        let hedged = |c: Certainty| {
            matches!(
                c,
                Certainty::Suspected
                    | Certainty::Unverified
                    | Certainty::Possible
                    | Certainty::Denied
                    | Certainty::Intended
            )
        };
        let (a, b) = (drafts[first].account.certainty, drafts[second].account.certainty);
        if hedged(a) != hedged(b) && drafts[first].sentence == drafts[second].sentence {
            let doubt = if hedged(a) { first } else { second };
            let (certainty, status) = (drafts[doubt].account.certainty, drafts[doubt].account.status);
            for number in [first, second] {
                drafts[number].account.certainty = certainty;
                drafts[number].account.status = status;
            }
        }
        let earlier = drafts[first].account.clone();
        let later = &mut drafts[second];
        later.same_as = Some(first);
        if later.account.actors.is_empty() {
            let suffers = |a: &Participant| later.account.targets.iter().any(|t| t.name.eq_ignore_ascii_case(&a.name));
            let actors: Vec<Participant> = earlier.actors.into_iter().filter(|a| !suffers(a)).collect();
            later.account.actors = actors;
        }
        later.account.mode = later.account.mode.or(earlier.mode);
        if later.account.date.is_none() {
            later.account.date = earlier.date;
        }
        if later.account.place.is_none() || !later.place_sure {
            later.account.place = earlier.place.or(later.account.place.take());
        }
    }

    fn draft(&self, mention: &Mention, stand: Stand, roles: Roles, around: &[Bystander]) -> Draft {
        let mut account = Account::bare(mention.kind, stand.status.unwrap_or(Status::New), Certainty::Stated);
        account.mode = how(mention, roles.mode);
        account.actors = roles.actors;
        self.name_groups(mention, &mut account);
        account.targets = roles.targets;
        let weigher = self.pass.weigher.as_ref();
        let changed =
            weigher.map(|weigher| weigher.cast(self.clauses, mention, around, &mut account)).unwrap_or_default();
        account.means = roles.means;
        let mut draft = Draft {
            refers: reference(self.clauses, mention, self.pass.knowledge),
            lag: lag::before_the_rest(self.document(), mention, &self.tokens),
            ..Draft::of(account, self.anchor(mention), self.words(mention), self.number)
        };
        draft.made_by.extend(changed.into_iter().map(|slot| (slot, Maker::Network)));
        draft.by(Slot::Type, if mention.verb { "mention/verb" } else { "mention/noun" });
        self.place(mention, &mut draft);
        self.pass.dating.own(mention, self.clauses, &self.tokens, &mut draft);
        CountReader { clauses: self.clauses, report: self.pass.report, tokens: &self.tokens }.read(mention, &mut draft);
        responsibility::own_deed(self.clauses, &self.attributions, mention, &mut draft);
        certainty::settle(self.clauses, &self.attributions, mention, stand, &mut draft);
        // In reported speech the pluperfect is the simple past of what was said.
        let reported = mention.verb && !draft.chain.is_empty();
        if stand.past_before && !reported || stand.ongoing && !mention.verb {
            draft.by(Slot::Status, "status/pluperfect");
        }
        if super::threats::voiced(self.clauses, mention, &draft.chain)
            || super::threats::takes_up_again(self.clauses, mention, &draft.chain)
        {
            Self::as_threat(&mut draft);
        }
        let periods = PeriodReader {
            clauses: self.clauses,
            knowledge: self.pass.knowledge,
            tokens: &self.tokens,
            harms: &self.harms,
        };
        if draft.account.kind == mention.kind {
            periods.judge(mention, &mut draft);
        }
        self.first_since(mention, &mut draft);
        let sole = draft.account.actors.len() == 1 && !mention.verb && mention.frame == Frame::Clash;
        if matches!(mention.kind, EventType::Assault) {
            draft.account.actors.retain(|a| {
                // "Sudan entered its third week of fighting": where, not who.
                if sole && a.id.as_deref().is_some_and(|id| id.starts_with("state-")) {
                    return false;
                }
                let site = !mention.verb && responsibility::cannot_act(a);
                !matches!(a.kind, ActorKind::Media | ActorKind::Business) && !site
            });
        }
        responsibility::settle(mention, self.document().text, &mut draft);
        draft
    }

    /// "the first such attack since early February": since when there was none is not when it was.
    fn first_since(&self, mention: &Mention, draft: &mut Draft) {
        let since = draft.time.as_ref().is_some_and(|t| t.since);
        let noun = self.clauses.noun(mention.phrase).filter(|_| !mention.verb && since);
        let first = noun.is_some_and(|n| {
            n.tokens
                .clone()
                .any(|t| matches!(self.document().word(t), "first" | "deadliest" | "worst" | "biggest" | "largest"))
        });
        if first && draft.account.status != Status::Aggregate {
            draft.account.date = None;
            draft.time = None;
        }
    }

    /// What is threatened is no event yet: the threat is, and those who say so make it.
    fn as_threat(draft: &mut Draft) {
        let account = &mut draft.account;
        account.kind = EventType::Threaten;
        account.mode = Some(Mode::Violence);
        let speaker = draft.chain.pop();
        // "…, its spokesman warned": the spokesman speaks for those who would act.
        let mouth = speaker.as_ref().is_some_and(|s| {
            let head = s.name.rsplit(' ').next().unwrap_or("").to_lowercase();
            s.id.is_none() && matches!(head.as_str(), "spokesman" | "spokeswoman" | "spokesperson" | "statement")
        });
        if !mouth || account.actors.is_empty() {
            account.actors = speaker.into_iter().collect();
        }
        (account.status, account.certainty) = (Status::New, Certainty::Stated);
        draft.chain.clear();
        draft.made_by.remove(&Slot::Status);
        draft.by(Slot::Type, "threat/voiced_by_those_who_would_act");
    }

    /// "the group", "the rebels" without a name: the armed group named last before.
    fn name_groups(&self, mention: &Mention, account: &mut Account) {
        let before = self.pass.groups.iter().rev().find(|(token, _)| *token < mention.tokens.start);
        let last = before.or(self.pass.groups.first());
        let Some((_, number)) = last else { return };
        let group = self.pass.knowledge.actors.get(*number);
        for actor in account.actors.iter_mut().filter(|a| a.id.is_none()) {
            let head = actor.name.to_lowercase();
            let head = head.rsplit(' ').next().unwrap_or("");
            if matches!(
                head,
                "group" | "movement" | "organization" | "organisation" | "paramilitary" | "paramilitaries"
            ) {
                actor.name = group.name.to_owned();
                actor.id = Some(group.id.to_owned());
                actor.country = group.country.map(str::to_owned);
                actor.kind = group.kind;
            }
        }
    }

    /// From the trigger through its object, kept short.
    fn anchor(&self, mention: &Mention) -> Span {
        let document = self.document();
        let mut tokens = mention.tokens.clone();
        if mention.verb {
            // "denied firing rockets": what is denied belongs to the denial.
            let gerund = mention.phrase + 1;
            let denies = mention.kind == EventType::Deny && self.clauses.verb(gerund).is_some_and(|v| v.gerund);
            let verb = if denies { gerund } else { mention.phrase };
            tokens.end = if denies { self.clauses.phrases[gerund].tokens().end } else { tokens.end };
            if let Some(&object) = self.clauses.object(verb).first()
                && let Some(noun) = self.clauses.noun(object)
                && noun.tokens.end <= tokens.start + 9
            {
                tokens.end = tokens.end.max(noun.tokens.end);
            }
        } else if let Some(noun) = self.clauses.noun(mention.phrase) {
            tokens = noun.tokens.start.max(tokens.end.saturating_sub(6))..tokens.end;
        }
        document.span(tokens)
    }

    /// "attacked the town in the north": the place behind "in" or "at", with no other event between.
    fn set_in(&self, mention: &Mention, place: &PlaceMention) -> bool {
        let behind = mention.tokens.end..place.tokens.start;
        let preposition = place.tokens.start.checked_sub(1).map_or("", |t| self.document().word(t));
        let other = self.mentions.iter().any(|m| behind.contains(&m.tokens.start));
        !behind.is_empty() && matches!(preposition, "in" | "at" | "near") && !other
    }

    /// "shelled a village that no list knows": the village stands in no place of the gazetteer.
    fn strikes_a_name(&self, mention: &Mention) -> bool {
        let document = self.document();
        let shells = matches!(self.clauses.lemma(mention.phrase), "shell" | "bomb" | "bombard" | "strafe")
            || !mention.verb && matches!(document.word(mention.tokens.end - 1), "shelling" | "bombardment" | "bombing");
        let Some(noun) = self.struck_phrase(mention).filter(|_| shells) else { return false };
        noun.tokens.clone().all(|t| document.tokens[t].tag == Tag::Proper)
            && !self.pass.places.iter().any(|p| p.tokens.start < noun.tokens.end && noun.tokens.start < p.tokens.end)
    }

    /// What a deed of violence is done to.
    fn struck_phrase(&self, mention: &Mention) -> Option<&super::phrases::NounPhrase> {
        let objects = if mention.verb {
            self.clauses.object(mention.phrase)
        } else {
            self.clauses.with_preposition(mention.phrase, &["of", "on"]).into_iter().collect()
        };
        let strikes = mention.kind == EventType::Assault
            && mention.frame == Frame::Acts
            && (!mention.verb
                || matches!(
                    self.clauses.lemma(mention.phrase),
                    "shell"
                        | "bomb"
                        | "bombard"
                        | "strafe"
                        | "raid"
                        | "attack"
                        | "storm"
                        | "hit"
                        | "strike"
                        | "pound"
                        | "seize"
                        | "capture"
                ));
        objects.first().filter(|_| strikes).and_then(|&o| self.clauses.noun(o))
    }

    /// "Gunboats off one town shelled another": the town that is struck itself.
    fn struck(&self, mention: &Mention) -> Option<&PlaceMention> {
        let noun = self.struck_phrase(mention)?;
        let fine = |p: &&PlaceMention| {
            matches!(p.place.precision, PlacePrecision::Town | PlacePrecision::Site) && p.usage != Usage::Adjective
        };
        self.pass
            .places
            .iter()
            .filter(|p| {
                p.sentence == self.number && noun.tokens.start <= p.tokens.start && p.tokens.end == noun.tokens.end
            })
            .find(fine)
    }

    /// Where it happened, as far as the sentence says.
    fn place(&self, mention: &Mention, draft: &mut Draft) {
        let reader = SceneReader {
            clauses: self.clauses,
            report: self.pass.report,
            places: self.pass.places,
            attributions: &self.attributions,
            sentence: self.number,
        };
        let scene = reader.read(mention);
        draft.account.origin = scene.origin;
        if let Some(struck) = self.struck(mention).filter(|_| !scene.place.is_some_and(|p| self.set_in(mention, p))) {
            draft.account.place = Some(struck.place.clone());
            (draft.place_sure, draft.place_named) = (true, true);
            draft.by(Slot::Place, "place/what_was_struck");
            return;
        }
        let fine =
            scene.place.is_some_and(|p| p.usage != Usage::Adjective && p.place.precision != PlacePrecision::Country);
        let unlisted = if (scene.sure || fine) && !self.strikes_a_name(mention) {
            None
        } else {
            places::unlisted::place(self.clauses, mention, self.pass.report, self.pass.knowledge)
        };
        if let Some(place) = unlisted {
            draft.account.place = Some(place);
            (draft.place_sure, draft.place_named) = (true, true);
            draft.by(Slot::Place, "place/unlisted");
        } else if let Some(place) = scene.place {
            draft.account.place = Some(place.place.clone());
            draft.place_sure = scene.sure;
            draft.place_named = place.usage != Usage::Adjective;
            draft.by(Slot::Place, place.rule);
        }
    }
}

/// How it was done. "rockets fired on the base": the weapon tells more than the verb.
fn how(mention: &Mention, weapon: Option<Mode>) -> Option<Mode> {
    let vague = |m: &Mode| match weapon {
        Some(Mode::HeavyWeapons | Mode::Explosives) => matches!(m, Mode::Destroy | Mode::Firearms),
        Some(_) => *m == Mode::Destroy,
        None => false,
    };
    let mode = mention.mode.filter(|m| !vague(m)).or(weapon);
    let suicide = mention.kind == EventType::Assault && weapon == Some(Mode::SuicideAttack);
    if suicide && mode == Some(Mode::Explosives) { weapon } else { mode }
}
