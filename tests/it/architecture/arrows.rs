//! The arrows between files, and the circles that they make.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use petgraph::{algo::tarjan_scc, graph::DiGraph};

use super::{
    items,
    names::{Named, names, test_modules},
    source::Source,
};

/// Which file names which, and where.
pub struct House {
    /// The files, by their paths.
    pub files: Vec<String>,
    /// What each file names of this crate and of others.
    pub named: Vec<Vec<Named>>,
    /// For each pair of files where the first names the second: the places.
    pub arrows: BTreeMap<(usize, usize), Vec<Place>>,
    /// The doc lines of every function, by its full name: `graph::items::read::get_item`.
    pub docs: BTreeMap<String, Vec<String>>,
    /// What stands in files named `mod.rs` and is neither a row nor a re-export.
    pub in_mod_files: Vec<String>,
}

/// Where a file names another.
pub struct Place {
    line: usize,
    path: String,
}

impl House {
    /// Reads the arrows between these files.
    pub fn new(sources: &[Source]) -> Self {
        let modules: HashSet<Vec<String>> = sources.iter().map(|source| source.module.clone()).collect();
        let at: HashMap<&[String], usize> =
            sources.iter().enumerate().map(|(at, source)| (source.module.as_slice(), at)).collect();
        let tests = test_modules(sources);
        let mut house = Self {
            files: sources.iter().map(|source| source.file.clone()).collect(),
            named: Vec::new(),
            arrows: BTreeMap::new(),
            docs: sources.iter().flat_map(items::docs).collect(),
            in_mod_files: sources.iter().flat_map(items::in_mod_file).collect(),
        };
        for (from, source) in sources.iter().enumerate() {
            let in_test = tests.iter().any(|module| source.module.starts_with(module));
            let found = names(source, &modules, in_test);
            for named in found.iter().filter(|named| !named.foreign && !named.in_test) {
                let to = (0..=named.path.len()).rev().find_map(|end| at.get(&named.path[..end]));
                if let Some(to) = to.filter(|to| **to != from) {
                    let place = Place { line: named.line, path: named.path.join("::") };
                    house.arrows.entry((from, *to)).or_default().push(place);
                }
            }
            house.named.push(found);
        }
        house
    }

    /// An arrow as a line to read: the files, and the first place that makes it.
    pub fn line(&self, from: usize, to: usize) -> String {
        let places = self.arrows.get(&(from, to)).map_or(&[][..], Vec::as_slice);
        let place =
            places.first().map_or_else(String::new, |Place { line, path }| format!("line {line}: {path}"));
        let more = if places.len() > 1 { format!(", and {} more", places.len() - 1) } else { String::new() };
        format!("    {} -> {}   ({place}{more})", self.files[from], self.files[to])
    }

    /// The circles among these files, each as the set of files that reach one another; the largest first.
    pub fn circles(&self, of: impl Fn(&str) -> bool) -> Vec<Vec<usize>> {
        let mut circles = self.components(of);
        circles.retain(|files| files.len() > 1);
        circles.sort_by_key(|files| std::cmp::Reverse(files.len()));
        circles
    }

    /// How many files stand above one another in the longest chain of arrows; a circle counts as one.
    pub fn floors(&self, of: impl Fn(&str) -> bool) -> usize {
        let components = self.components(of);
        let mut home = HashMap::new();
        let mut height = vec![1; components.len()];
        // What a component names comes before it.
        for (at, files) in components.iter().enumerate() {
            home.extend(files.iter().map(|file| (*file, at)));
            let below = self.arrows.keys().filter(|(from, _)| files.contains(from));
            let below = below.filter_map(|(_, to)| home.get(to)).filter(|to| **to != at);
            height[at] = below.map(|to| height[*to] + 1).max().unwrap_or(1);
        }
        height.into_iter().max().unwrap_or(0)
    }

    /// A circle as short lists of arrows: each goes round once, and cutting one arrow of each undoes the circle.
    pub fn rounds(&self, circle: &[usize]) -> Vec<Vec<(usize, usize)>> {
        let within = |(from, to): &(usize, usize)| circle.contains(from) && circle.contains(to);
        let mut left: HashSet<(usize, usize)> = self.arrows.keys().copied().filter(within).collect();
        let mut rounds = Vec::new();
        loop {
            let mut starts: Vec<(usize, usize)> = left.iter().copied().collect();
            starts.sort_unstable();
            let shortest = starts.iter().filter_map(|(from, to)| way(&left, *to, *from)).min_by_key(Vec::len);
            let Some(way) = shortest else { return rounds };
            let mut round: Vec<(usize, usize)> = way.windows(2).map(|pair| (pair[0], pair[1])).collect();
            round.push((way[way.len() - 1], way[0]));
            // The arrow that is made in the fewest places is the first to think of.
            let thinnest = round.iter().min_by_key(|arrow| self.arrows[arrow].len()).copied();
            left.retain(|arrow| Some(*arrow) != thinnest);
            rounds.push(round);
        }
    }

    /// The strongly connected components of the graph of these files, each after those that it names.
    fn components(&self, of: impl Fn(&str) -> bool) -> Vec<Vec<usize>> {
        let mut graph = DiGraph::<usize, ()>::new();
        let nodes: HashMap<usize, _> = (0..self.files.len())
            .filter(|file| of(&self.files[*file]))
            .map(|file| (file, graph.add_node(file)))
            .collect();
        for (from, to) in self.arrows.keys() {
            if let (Some(from), Some(to)) = (nodes.get(from), nodes.get(to)) {
                graph.add_edge(*from, *to, ());
            }
        }
        tarjan_scc(&graph)
            .into_iter()
            .map(|files| files.into_iter().map(|file| graph[file]).collect())
            .collect()
    }
}

/// The shortest way from one file to another along these arrows.
fn way(arrows: &HashSet<(usize, usize)>, start: usize, end: usize) -> Option<Vec<usize>> {
    let mut before = HashMap::from([(start, start)]);
    let mut ahead = VecDeque::from([start]);
    while let Some(file) = ahead.pop_front() {
        if file == end {
            let mut way = vec![end];
            while way[way.len() - 1] != start {
                way.push(before[&way[way.len() - 1]]);
            }
            way.reverse();
            return Some(way);
        }
        let mut next: Vec<usize> =
            arrows.iter().filter(|(from, _)| *from == file).map(|(_, to)| *to).collect();
        next.sort_unstable();
        for to in next {
            before.entry(to).or_insert_with(|| {
                ahead.push_back(to);
                file
            });
        }
    }
    None
}
