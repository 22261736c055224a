//! Blocks: which tellings are worth comparing, by kind of event × area × time.
//!
//! In: profiles. Out: pairs of their numbers. It must not know how pairs are scored.
//!
//! A telling stands in the blocks of its areas and times on several levels: exact days with exact days, months with anything within
//! them, a town with its neighbours, a province with anything in its country. In a block of a coarse level only those are compared
//! for whom that level is the finest they have ("probes"): two towns never meet in their country's block.

use super::profile::{Profile, Spot, key};
use crate::model::{EventType, Status};
use std::cmp::Ordering;

/// One place of one telling in one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// The block's key.
    pub block: u64,
    /// Whether the block's area is the finest the telling has.
    pub area: bool,
    /// Whether the block's span of time is the finest the telling has.
    pub time: bool,
}

/// Exact days meet in spans of so many days.
const SPAN: i32 = 4;
/// Weeks and months meet in spans of so many days.
const MONTH: i32 = 32;
/// Longer times meet by the span in which they begin.
const LONG: i32 = 200;
/// Times wider than this many days are compared by month …
const NARROW: i32 = 10;
/// … and wider ones than this by their beginning.
const WIDE: i32 = 100;
/// Undated tellings meet those of reports published within about so many days.
const UNDATED: i32 = 12;
/// Cells of the map are so many degrees wide.
const CELL: f64 = 0.5;

/// The blocks a telling stands in, sorted.
pub fn postings(profile: &Profile) -> Vec<Posting> {
    let mut found = Vec::new();
    let times = times(profile);
    for (area, finest_area) in areas(profile) {
        for &family in families(profile).iter() {
            found.extend(times.iter().map(|&(time, finest_time)| {
                let block = mix(mix(u64::from(family), area), time);
                Posting { block, area: finest_area, time: finest_time }
            }));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether two tellings that stand in one block are compared there.
pub fn meet(a: Posting, b: Posting) -> bool {
    (a.area || b.area) && (a.time || b.time)
}

fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9fb2_1c65_1e98_df25) ^ (b >> 32)
}

/// Kinds that two reports may give to one occurrence; plans and things that happened never meet, sums only where they may be of one day.
fn families(profile: &Profile) -> Vec<u8> {
    let kind = match profile.kind {
        EventType::Assault | EventType::Coerce | EventType::Mobilize => 0,
        other => 1 + other as u8,
    };
    let standings: &[u8] = match profile.status {
        Status::New | Status::Background => &[0],
        Status::Aggregate if profile.is_sum_of_a_day() => &[0],
        Status::Aggregate if profile.is_undated_sum() => &[0, 1],
        Status::Aggregate => &[1],
        Status::Future | Status::Hypothetical => &[2],
    };
    standings.iter().map(|standing| kind * 3 + standing).collect()
}

/// Days as an unsigned number that never wraps.
fn bucket(day: i32, span: i32) -> u64 {
    day.div_euclid(span) as u32 as u64
}

fn times(profile: &Profile) -> Vec<(u64, bool)> {
    let mut found = Vec::new();
    let level = |number: u64, bucket: u64| number << 40 | bucket;
    let each = |from: i32, to: i32, span: i32| (from.div_euclid(span)..=to.div_euclid(span)).map(|b| b as u32 as u64);
    match profile.days {
        Some((from, to)) if to - from <= NARROW => {
            found.extend(each(from - 1, to + 1, SPAN).map(|b| (level(1, b), true)));
            found.extend(each(from, to, MONTH).map(|b| (level(2, b), false)));
        }
        Some((from, to)) if to - from <= WIDE => found.extend(each(from, to, MONTH).map(|b| (level(2, b), true))),
        Some((from, _)) => found.push((level(3, bucket(from, LONG)), true)),
        None => {}
    }
    let published = profile.published.or(profile.days.map(|d| d.1));
    if let Some(day) = published {
        let finest = profile.days.is_none();
        found.extend(each(day - UNDATED / 2, day + UNDATED / 2, UNDATED).map(|b| (level(4, b), finest)));
    } else if profile.days.is_none() {
        found.push((level(5, 0), true));
    }
    found
}

fn areas(profile: &Profile) -> Vec<(u64, bool)> {
    let country = |c: [u8; 2]| 2 << 40 | u64::from(c[0]) << 8 | u64::from(c[1]);
    let mut found = Vec::new();
    match &profile.spot {
        Some(spot) if spot.is_fine() => {
            found.extend(cells(spot).into_iter().map(|cell| (cell, true)));
            found.extend(spot.country.map(|c| (country(c), false)));
        }
        Some(spot) if spot.country.is_some() => found.extend(spot.country.map(|c| (country(c), true))),
        Some(spot) => found.push((3 << 40 | spot.key & 0xff_ffff_ffff, true)),
        None => found.extend(placeless(profile).into_iter().map(|area| (area, true))),
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Without a place, the countries of those who take part; without those, the words' own block.
fn placeless(profile: &Profile) -> Vec<u64> {
    let everyone = profile.actors.iter().chain(&profile.targets);
    let mut found: Vec<u64> =
        everyone.filter_map(|p| p.country).map(|c| 2 << 40 | u64::from(c[0]) << 8 | u64::from(c[1])).collect();
    if found.is_empty() {
        found.push(4 << 40 | key(profile.mode.map_or("", |m| m.as_str()).as_bytes()) & 0xffff);
    }
    found
}

/// The cells that lie within reach of the spot, four at most.
fn cells(spot: &Spot) -> Vec<u64> {
    let Some((lat, lon)) = spot.point else { return Vec::new() };
    let reach = (spot.radius_km + 6.0) / 111.0;
    let wider = (reach / lat.to_radians().cos().max(0.2)).min(CELL);
    let rows = [lat - reach, lat + reach].map(|x| (x / CELL).floor() as i32);
    let columns = [lon - wider, lon + wider].map(|x| ((x + 360.0).rem_euclid(360.0) / CELL).floor() as i32);
    let mut found = Vec::new();
    for row in rows {
        for column in columns {
            found.push(1 << 40 | u64::from(row as u16) << 16 | u64::from(column as u16));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What `keep` makes of the pairs that meet in a block and that are `worth` it, sorted; the smaller number comes first. Two tellings often
/// meet in several blocks: `worth` is asked in each and must be cheap, `keep` only in the first, while what is read of the two for the
/// block's other pairs is still at hand. The blocks are shared out among `shards` threads.
pub(super) fn pairs<T: Send + Ord>(
    profiles: &[Profile],
    shards: usize,
    worth: impl Fn(&Profile, &Profile) -> bool + Sync,
    keep: impl Fn(usize, usize) -> Option<T> + Sync,
) -> Vec<T> {
    let standing = Standing::of(profiles);
    let mut all: Vec<(Posting, u32)> = standing.all().collect();
    all.sort_unstable();
    let blocks: Vec<&[(Posting, u32)]> = all.chunk_by(|a, b| a.0.block == b.0.block).filter(|b| b.len() > 1).collect();
    let mut found = shared_out(&blocks, shards, |block| {
        let mut found = Vec::new();
        within(block, &mut |a, b| {
            let worth = worth(&profiles[a as usize], &profiles[b as usize]);
            if worth && standing.first_met(a, b) == Some(block[0].0.block) {
                found.extend(keep(a as usize, b as usize));
            }
        });
        found
    });
    found.sort_unstable();
    found.dedup();
    found
}

/// The postings of all tellings, by number.
struct Standing {
    postings: Vec<Posting>,
    /// Where each telling's postings begin; one more at the end.
    starts: Vec<u32>,
}

impl Standing {
    fn of(profiles: &[Profile]) -> Self {
        let mut found = Self { postings: Vec::new(), starts: vec![0] };
        for profile in profiles {
            found.postings.extend(postings(profile));
            found.starts.push(found.postings.len() as u32);
        }
        found
    }

    fn at(&self, number: u32) -> &[Posting] {
        &self.postings[self.starts[number as usize] as usize..self.starts[number as usize + 1] as usize]
    }

    fn all(&self) -> impl Iterator<Item = (Posting, u32)> {
        (0..).zip(self.starts.windows(2)).flat_map(|(number, _)| self.at(number).iter().map(move |p| (*p, number)))
    }

    /// The first block in which two tellings meet.
    fn first_met(&self, a: u32, b: u32) -> Option<u64> {
        let (mut left, mut right) = (self.at(a), self.at(b));
        while let (Some(x), Some(y)) = (left.first(), right.first()) {
            match x.block.cmp(&y.block) {
                Ordering::Less => left = &left[1..],
                Ordering::Greater => right = &right[1..],
                // A telling may stand in one block twice, with other flags.
                Ordering::Equal if standing_in(left).any(|p| standing_in(right).any(|q| meet(p, q))) => {
                    return Some(x.block);
                }
                Ordering::Equal => left = &left[1..],
            }
        }
        None
    }
}

/// The postings in the first one's block.
fn standing_in(postings: &[Posting]) -> impl Iterator<Item = Posting> {
    postings.iter().take_while(|p| p.block == postings[0].block).copied()
}

/// The work on all things, shared out among threads; what comes of it is in no order.
pub(super) fn shared_out<T: Sync, R: Send>(things: &[T], shards: usize, work: impl Fn(&T) -> Vec<R> + Sync) -> Vec<R> {
    let shards = shards.clamp(1, 64);
    if shards == 1 {
        return things.iter().flat_map(work).collect();
    }
    let work = &work;
    std::thread::scope(|scope| {
        let share = |shard| things.iter().skip(shard).step_by(shards);
        let running: Vec<_> =
            (0..shards).map(|shard| scope.spawn(move || share(shard).flat_map(work).collect::<Vec<R>>())).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

/// The pairs that meet in one block: those with both levels finest meet all; one with the finest area meets one with the finest time.
fn within(block: &[(Posting, u32)], each: &mut impl FnMut(u32, u32)) {
    let mut pair = |a: u32, b: u32| each(a.min(b), a.max(b));
    let of = |area: bool, time: bool| -> Vec<u32> {
        block.iter().filter(|(p, _)| p.area == area && p.time == time).map(|(_, n)| *n).collect()
    };
    let (both, area, time) = (of(true, true), of(true, false), of(false, true));
    let rest = of(false, false);
    for (i, &a) in both.iter().enumerate() {
        both[i + 1..].iter().chain(&area).chain(&time).chain(&rest).filter(|b| **b != a).for_each(|&b| pair(a, b));
    }
    for &a in &area {
        time.iter().filter(|b| **b != a).for_each(|&b| pair(a, b));
    }
}
