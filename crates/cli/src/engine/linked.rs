//! Keeps the ledger's events up to date: each moment's entries change the blocks they touch, and every earlier state stays to be asked for.
//!
//! In: the entries behind the mark. Out: memberships and versions of events, each since the first entry of its moment. Few new reports
//! are linked within their own blocks and connected parts; many, a new reader's readings and judgements of sources are linked all at
//! once. Both ways give the same events, and both give what [`linking::link`] gives for the whole.

use super::{EngineError, survey};
use dateline_core::linking::{self, Edge, Member, Posting, Profile, Pull, Told};
use dateline_core::model::wire::EventForm;
use dateline_core::model::*;
use dateline_ledger::{Deed, EventRow, Ledger, Linked, Mark, Step};
use std::collections::{BTreeMap, BTreeSet};

/// The program that linked: another one links anew.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// More new reports than this, and than a quarter of all, are linked all at once.
const MANY: usize = 500;

/// Links what is not linked yet; the last entry.
pub(super) fn advance(ledger: &mut Ledger) -> Result<u64, EngineError> {
    let (head, _) = ledger.head()?;
    let mut mark = ledger.linked().mark(VERSION)?;
    if mark.is_some_and(|m| m.head == head) {
        return Ok(head);
    }
    if mark.is_none_or(|m| m.head > head) {
        ledger.linking(|store| Ok::<_, EngineError>(store.clear()?))?;
        mark = None;
    }
    let steps = ledger.linked().steps(mark.map_or(0, |m| m.head))?;
    for moment in steps.chunk_by(|a, b| a.at == b.at) {
        let (Some(begin), Some(end)) = (moment.first(), moment.last()) else { continue };
        let first = mark.filter(|m| m.at == begin.at).map_or(begin.number, |m| m.first);
        let reached = Mark { head: end.number, first, at: begin.at };
        ledger.linking(|store| {
            Linker::new(store, reached)?.link(moment)?;
            Ok::<_, EngineError>(store.set_mark(VERSION, reached)?)
        })?;
        mark = Some(reached);
    }
    Ok(head)
}

/// Forgets all that was linked and links it anew; how many events stand.
pub(super) fn rebuild(ledger: &mut Ledger) -> Result<usize, EngineError> {
    ledger.linking(|store| Ok::<_, EngineError>(store.clear()?))?;
    advance(ledger)?;
    Ok(ledger.linked().standing()?.len())
}

/// The work of one moment.
struct Linker<'l> {
    store: Linked<'l>,
    mark: Mark,
    judgements: Vec<(u64, Judgement)>,
    told: BTreeMap<ReportId, Option<(Report, Reading)>>,
    profiles: BTreeMap<u32, Profile>,
}

/// So many reports are kept at hand.
const AT_HAND: usize = 256;

impl<'l> Linker<'l> {
    fn new(store: Linked<'l>, mark: Mark) -> Result<Self, EngineError> {
        let judgements = store.judgements(mark.head)?;
        Ok(Self { store, mark, judgements, told: BTreeMap::new(), profiles: BTreeMap::new() })
    }

    fn link(&mut self, steps: &[Step]) -> Result<(), EngineError> {
        let new: BTreeSet<ReportId> =
            steps.iter().filter_map(|s| if let Deed::Report(id) = s.deed { Some(id) } else { None }).collect();
        let reread = steps.iter().any(|s| matches!(s.deed, Deed::Reading(id) if !new.contains(&id)));
        let mut judged = Vec::new();
        for step in steps.iter().filter(|s| s.deed == Deed::Judgement) {
            judged.extend(self.store.judgement(step.number)?);
        }
        let wide = judged.iter().any(|j| matches!(j.action, Action::Rely(..) | Action::Undo(_)));
        let many = new.len() > MANY && new.len() * 4 > self.store.profile_count()? as usize;
        match reread || wide || many {
            true => self.all(reread || wide),
            false => self.some(&new, &judged),
        }
    }

    /// Links everything; with `anew`, every event's fields are computed anew.
    fn all(&mut self, anew: bool) -> Result<(), EngineError> {
        self.store.clear_profiles()?;
        let mut profiles: Vec<Profile> = Vec::new();
        for id in self.store.reports(self.mark.head)? {
            self.told.clear();
            let Some((report, reading)) = self.report(id)? else { continue };
            let (page, mine) = (linking::page(report), linking::profiles(Told { report, reading }));
            let coverage = survey::row(report, reading);
            coverage.iter().try_for_each(|row| self.store.add_coverage(row))?;
            if let Some(page) = page {
                self.store.add_page(page, &id.to_string())?;
            }
            profiles.extend(mine);
        }
        self.keep(&profiles)?;
        let shards = std::thread::available_parallelism().map_or(1, usize::from);
        let edges = linking::edges(&profiles, shards);
        self.keep_edges(&edges)?;
        let decided = self.decided()?;
        let groups = linking::group(&profiles, &edges, &decided, shards).groups;
        drop(edges);
        let was: BTreeMap<String, String> = self.store.memberships()?.into_iter().collect();
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        was.values().for_each(|event| *sizes.entry(event).or_default() += 1);
        let (mut stand, mut claims_now) = (BTreeSet::new(), BTreeSet::new());
        for group in &groups {
            let members: Vec<&Profile> = group.iter().map(|&m| &profiles[m]).collect();
            let Some(id) = members.iter().map(|p| p.claim).min() else { continue };
            let id = id.to_string();
            let same = |p: &&Profile| was.get(&p.claim.to_string()) == Some(&id);
            let unchanged = members.iter().all(same) && sizes.get(id.as_str()) == Some(&members.len());
            if !unchanged || anew {
                self.told.clear();
                self.settle(&id, &members)?;
            }
            claims_now.extend(members.iter().map(|p| p.claim.to_string()));
            stand.insert(id);
        }
        for claim in was.keys().filter(|c| !claims_now.contains(*c)) {
            self.store.set_membership(claim, None, self.mark.first)?;
        }
        for event in self.store.standing()?.iter().filter(|e| !stand.contains(*e)) {
            self.store.close_version(event, self.mark.first)?;
        }
        Ok(())
    }

    /// Keeps profiles and their blocks, by number.
    fn keep(&self, profiles: &[Profile]) -> Result<(), EngineError> {
        let mut all: Vec<(u64, u32, u8)> = Vec::new();
        for (number, profile) in (0u32..).zip(profiles) {
            self.keep_profile(number, profile)?;
            all.extend(linking::postings(profile).into_iter().map(|p| (p.block, number, flags(p))));
        }
        all.sort_unstable_by_key(|(block, number, flags)| (*block as i64, *number, *flags));
        for block in all.chunk_by(|a, b| a.0 == b.0) {
            let members: Vec<(u32, u8)> = block.iter().map(|(_, number, flags)| (*number, *flags)).collect();
            self.store.add_to_block(block[0].0, &members)?;
        }
        Ok(())
    }

    fn keep_profile(&self, number: u32, profile: &Profile) -> Result<(), EngineError> {
        let data = serde_json::to_vec(profile).map_err(|e| EngineError::NoSuch(e.to_string()))?;
        Ok(self.store.add_profile(number, &profile.claim.to_string(), &profile.report.to_string(), &data)?)
    }

    fn keep_edges(&self, edges: &[Edge]) -> Result<(), EngineError> {
        let mut both: Vec<(u32, u32, i32)> =
            edges.iter().flat_map(|e| [(e.a, e.b, e.score), (e.b, e.a, e.score)]).collect();
        both.sort_unstable();
        both.iter().try_for_each(|(a, b, score)| Ok(self.store.add_edge(*a, *b, *score)?))
    }

    /// Links new reports and judgements within the parts they touch.
    fn some(&mut self, new: &BTreeSet<ReportId>, judged: &[Judgement]) -> Result<(), EngineError> {
        let (mut touched, mut dirty) = (BTreeSet::new(), BTreeSet::new());
        for id in new {
            self.receive(*id, &mut touched, &mut dirty)?;
        }
        for claim in judged.iter().flat_map(|j| named(&j.action)) {
            if let Some(number) = self.telling_of(claim)?.and_then(|c| self.number_of(c).transpose()).transpose()? {
                dirty.insert(number);
            }
        }
        touched.extend(dirty.iter().copied());
        let decided = self.decided()?;
        let part = self.part(&touched, &decided)?;
        let (numbers, profiles, edges) = self.graph(&part)?;
        let groups = linking::group(&profiles, &edges, &decided, 1).groups;
        let (mut before, mut now, mut changed) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for group in &groups {
            let members: Vec<&Profile> = group.iter().map(|&m| &profiles[m]).collect();
            let Some(id) = members.iter().map(|p| p.claim).min() else { continue };
            let id = id.to_string();
            let mut claims: Vec<String> = members.iter().map(|p| p.claim.to_string()).collect();
            claims.sort_unstable();
            for claim in &claims {
                before.extend(self.store.event_of(claim, self.mark.head)?);
            }
            let stale = group.iter().any(|&m| dirty.contains(&numbers[m]));
            now.insert(id.clone());
            if stale || self.store.members(&id, self.mark.head)? != claims {
                changed.push((id, members));
            }
        }
        // Only now: what one event loses to another must not look as if it had never been its own.
        for (id, members) in &changed {
            self.settle(id, members)?;
        }
        before.difference(&now).try_for_each(|event| Ok(self.store.close_version(event, self.mark.first)?))
    }

    /// Takes a new report in: its profiles, blocks and pairs. Other versions of its page are dirty: they may be replaced now.
    fn receive(
        &mut self,
        id: ReportId,
        touched: &mut BTreeSet<u32>,
        dirty: &mut BTreeSet<u32>,
    ) -> Result<(), EngineError> {
        let Some((report, reading)) = self.report(id)? else { return Ok(()) };
        let (page, profiles) = (linking::page(report), linking::profiles(Told { report, reading }));
        let coverage = survey::row(report, reading);
        coverage.iter().try_for_each(|row| self.store.add_coverage(row))?;
        if let Some(page) = page {
            for other in self.store.reports_of_page(page)? {
                dirty.extend(self.store.profiles_of(&other.to_string())?);
            }
            self.store.add_page(page, &id.to_string())?;
        }
        for profile in profiles {
            let number = self.store.profile_count()?;
            self.keep_profile(number, &profile)?;
            let mut met: BTreeSet<u32> = BTreeSet::new();
            for posting in linking::postings(&profile) {
                let others = self.store.block(posting.block)?.into_iter();
                let meets = |flags: u8| linking::meet(posting, unflagged(posting.block, flags));
                met.extend(others.filter(|(_, flags)| meets(*flags)).map(|(n, _)| n));
                self.store.add_to_block(posting.block, &[(number, flags(posting))])?;
            }
            for other in met.into_iter().filter(|n| *n != number) {
                if let Some(score) = linking::bond(&profile, self.profile(other)?) {
                    self.store.add_edge(number, other, score)?;
                    self.store.add_edge(other, number, score)?;
                }
            }
            touched.insert(number);
            self.profiles.insert(number, profile);
        }
        Ok(())
    }

    /// All that is connected to these by joining pairs or by merges.
    fn part(&self, touched: &BTreeSet<u32>, decided: &[(u64, Judgement)]) -> Result<BTreeSet<u32>, EngineError> {
        let mut merged: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (_, judgement) in decided {
            let Action::Merge(claims) = &judgement.action else { continue };
            let numbers: Vec<u32> =
                claims.iter().filter_map(|c| self.number_of(*c).transpose()).collect::<Result<_, _>>()?;
            numbers.iter().for_each(|n| merged.entry(*n).or_default().extend(&numbers));
        }
        let mut part = BTreeSet::new();
        let mut open: Vec<u32> = touched.iter().copied().collect();
        while let Some(number) = open.pop() {
            if !part.insert(number) {
                continue;
            }
            open.extend(self.store.edges(number)?.into_iter().filter(|(_, score)| joins(*score)).map(|(n, _)| n));
            open.extend(merged.get(&number).into_iter().flatten());
        }
        Ok(part)
    }

    /// The part as [`linking::link`] would have it: profiles by report and number, and the pairs among them.
    #[allow(clippy::type_complexity)] // Numbers, profiles and pairs of one part.
    fn graph(&mut self, part: &BTreeSet<u32>) -> Result<(Vec<u32>, Vec<Profile>, Vec<Edge>), EngineError> {
        let mut members: Vec<(u32, Profile)> = Vec::with_capacity(part.len());
        for &number in part {
            members.push((number, self.profile(number)?.clone()));
        }
        members.sort_by_key(|(_, p)| (p.report, p.number));
        let index: BTreeMap<u32, u32> = (0u32..).zip(&members).map(|(i, (number, _))| (*number, i)).collect();
        let mut edges = Vec::new();
        for (number, &a) in &index {
            for (other, score) in self.store.edges(*number)? {
                let Some(&b) = index.get(&other) else { continue };
                if a < b {
                    edges.push(Edge { a, b, score });
                }
            }
        }
        edges.sort_unstable();
        let (numbers, profiles) = members.into_iter().unzip();
        Ok((numbers, profiles, edges))
    }

    /// Keeps the event of these tellings, if it is not as it was.
    fn settle(&mut self, id: &str, members: &[&Profile]) -> Result<(), EngineError> {
        for member in members {
            let claim = member.claim.to_string();
            if self.store.event_of(&claim, self.mark.head)?.as_deref() != Some(id) {
                self.store.set_membership(&claim, Some(id), self.mark.first)?;
            }
        }
        let Some(event) = self.event(members)? else { return Ok(()) };
        let form = serde_json::to_vec(&EventForm::from(&event)).map_err(|e| EngineError::NoSuch(e.to_string()))?;
        if self.store.form(id, self.mark.head)?.as_ref() != Some(&form) {
            self.store.open_version(&row(&event), &form, self.mark.first)?;
        }
        Ok(())
    }

    fn event(&mut self, members: &[&Profile]) -> Result<Option<Event>, EngineError> {
        if self.told.len() > AT_HAND {
            self.told.clear();
        }
        let mut replaced: BTreeMap<ReportId, bool> = BTreeMap::new();
        for member in members {
            if let Some(page) = member.page() {
                replaced.extend(self.replaced(page)?);
            }
            self.report(member.report)?;
        }
        let told = |p: &&&Profile| {
            let (report, reading) = self.told.get(&p.report)?.as_ref()?;
            let replaced = replaced.get(&p.report).copied().unwrap_or(false);
            Some(Member { told: Told { report, reading }, number: p.number as usize, replaced })
        };
        let members: Vec<Member<'_>> = members.iter().filter_map(|p| told(&p)).collect();
        Ok(linking::event(&members, &self.judgements, Rule::Representative))
    }

    /// Which reports of a page a newer version has replaced.
    fn replaced(&mut self, page: u64) -> Result<BTreeMap<ReportId, bool>, EngineError> {
        replaced(&self.store, page, self.mark.head)
    }

    fn report(&mut self, id: ReportId) -> Result<Option<(&Report, &Reading)>, EngineError> {
        if !self.told.contains_key(&id) {
            let told = self.store.told(id, self.mark.head)?;
            self.told.insert(id, told);
        }
        Ok(self.told.get(&id).and_then(Option::as_ref).map(|(report, reading)| (report, reading)))
    }

    fn profile(&mut self, number: u32) -> Result<&Profile, EngineError> {
        if !self.profiles.contains_key(&number) {
            self.profiles.insert(number, stored(&self.store, number)?);
        }
        self.profiles.get(&number).ok_or_else(|| EngineError::NoSuch(format!("there is no telling {number}")))
    }

    fn number_of(&self, claim: ClaimId) -> Result<Option<u32>, EngineError> {
        Ok(self.store.profile_by(&claim.to_string())?)
    }

    /// The smallest claim of the telling that holds this one.
    fn telling_of(&mut self, claim: ClaimId) -> Result<Option<ClaimId>, EngineError> {
        telling_of(&self.store, claim, self.mark.head)
    }

    /// Merges and splits, naming tellings by their smallest claims.
    fn decided(&mut self) -> Result<Vec<(u64, Judgement)>, EngineError> {
        let named: BTreeSet<ClaimId> = self
            .judgements
            .iter()
            .filter(|(_, j)| matches!(j.action, Action::Merge(_) | Action::Split(..)))
            .flat_map(|(_, j)| named(&j.action))
            .collect();
        let mut smallest = BTreeMap::new();
        for claim in named {
            if let Some(telling) = self.telling_of(claim)? {
                smallest.insert(claim, telling);
            }
        }
        Ok(linking::judgements_by_telling(&self.judgements, &smallest))
    }
}

/// The smallest claim of the telling that holds this one, as of that entry.
pub(super) fn telling_of(store: &Linked<'_>, claim: ClaimId, head: u64) -> Result<Option<ClaimId>, EngineError> {
    let Some(report) = store.report_of(&claim.to_string())? else { return Ok(None) };
    let Some((report, reading)) = store.told(report, head)? else { return Ok(None) };
    let holds = |p: &Profile| {
        let telling = reading.tellings.get(p.number as usize);
        telling.is_some_and(|t| t.claims.iter().any(|&c| reading.claims.get(c).is_some_and(|c| c.id == claim)))
    };
    Ok(linking::profiles(Told { report: &report, reading: &reading }).iter().find(|p| holds(p)).map(|p| p.claim))
}

/// Which reports of a page a newer version has replaced, as of that entry.
pub(super) fn replaced(store: &Linked<'_>, page: u64, head: u64) -> Result<BTreeMap<ReportId, bool>, EngineError> {
    let ids = store.reports_of_page(page)?;
    if ids.len() < 2 {
        return Ok(BTreeMap::new());
    }
    let mut reports = Vec::new();
    for id in ids {
        reports.extend(store.told(id, head)?.map(|(report, _)| report));
    }
    let reports: Vec<&Report> = reports.iter().collect();
    Ok(linking::replaced(&reports))
}

/// A kept profile.
pub(super) fn stored(store: &Linked<'_>, number: u32) -> Result<Profile, EngineError> {
    let damaged = || EngineError::NoSuch(format!("telling {number} is damaged: run `dateline rebuild`"));
    let data = store.profile(number)?.ok_or_else(damaged)?;
    serde_json::from_slice(&data).map_err(|_| damaged())
}

/// The pairs that draw an event towards others, as of that entry.
pub(super) fn pulls(store: &Linked<'_>, event: &str, head: u64) -> Result<Vec<Pull>, EngineError> {
    let mut found = Vec::new();
    for mine in store.members(event, head)? {
        let Some(number) = store.profile_by(&mine)? else { continue };
        for (other, score) in store.edges(number)? {
            let Some(other) = store.claim_of(other)? else { continue };
            let Some(holder) = store.event_of(&other, head)?.filter(|holder| holder != event) else { continue };
            let ids = (holder.parse::<ClaimId>(), mine.parse::<ClaimId>(), other.parse::<ClaimId>());
            if let (Ok(holder), Ok(mine), Ok(other)) = ids {
                found.push((holder, score, mine, other));
            }
        }
    }
    Ok(found)
}

fn joins(score: i32) -> bool {
    Edge { a: 0, b: 0, score }.joins()
}

fn flags(posting: Posting) -> u8 {
    u8::from(posting.area) | u8::from(posting.time) << 1
}

fn unflagged(block: u64, flags: u8) -> Posting {
    Posting { block, area: flags & 1 != 0, time: flags & 2 != 0 }
}

/// The claims that an action names.
fn named(action: &Action) -> Vec<ClaimId> {
    match action {
        Action::Merge(claims) | Action::Confirm(claims, _) | Action::Correct(claims, ..) | Action::Note(claims) => {
            claims.clone()
        }
        Action::Split(claims, from) => claims.iter().chain(from).copied().collect(),
        Action::Discount(claim) => vec![*claim],
        Action::Rely(..) | Action::Undo(_) => Vec::new(),
    }
}

/// What one may ask of an event.
fn row(event: &Event) -> EventRow {
    let words = |parties: &[Field<Party>]| {
        let names = parties.iter().flat_map(|p| [Some(p.value.name.clone()), p.value.id.clone()]).flatten();
        names.map(|n| n.to_lowercase()).collect::<Vec<_>>().join("\n")
    };
    let lands = |parties: &[Field<Party>]| {
        let lands: Vec<String> = parties.iter().filter_map(|p| p.value.country.clone()).collect();
        format!(",{},", lands.join(","))
    };
    let place = event.place.as_ref().map(|p| &p.value);
    let long = event.date.as_ref().is_some_and(|d| (d.value.1 - d.value.0).get_days() > super::looks::MONTH);
    EventRow {
        event: event.id.to_string(),
        day: event.date.as_ref().map(|d| d.value.0.to_string()),
        last_day: event.date.as_ref().map(|d| d.value.1.to_string()),
        country: place.and_then(|p| p.country.as_ref()).map(|c| c.to_uppercase()),
        kind: event.kind.value.to_string(),
        status: event.status.value.to_string(),
        certainty: event.certainty.to_string(),
        place: place.map(|p| p.name.to_lowercase()).unwrap_or_default(),
        actors: words(&event.actors),
        targets: words(&event.targets),
        lands: format!("{}|{}", lands(&event.actors), lands(&event.targets)),
        long,
    }
}
