//! How much memory a process may use: the least of what its container, its own limits and the machine allow.

use std::{fs, path::Path};

/// Returns the bytes that this process may use; none where the system does not say.
pub fn available() -> Option<u64> {
    let read = |path: &str| fs::read_to_string(path).ok();
    let machine = read("/proc/meminfo").as_deref().and_then(machine);
    let own = read("/proc/self/limits").as_deref().and_then(own_limit);
    let groups = read("/proc/self/cgroup").map(|text| group_limits(&text, Path::new("/sys/fs/cgroup")));
    machine.into_iter().chain(own).chain(groups.into_iter().flatten()).min()
}

/// Returns the memory of the machine, as `/proc/meminfo` has it.
fn machine(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kib.checked_mul(1024)
}

/// Returns the smaller of the limits that a process has for its data and its addresses, as `/proc/self/limits` has them.
fn own_limit(text: &str) -> Option<u64> {
    let soft = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    [soft("Max data size"), soft("Max address space")].into_iter().flatten().min()
}

/// Returns the limits of the control groups that hold a process, from its own up to the root of what it sees.
///
/// `text` is `/proc/self/cgroup`. The first version has the limit in a tree of its own.
fn group_limits(text: &str, root: &Path) -> Vec<u64> {
    let of = |line: &str| {
        let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
        let path = path.trim_start_matches('/');
        let is_memory = controllers.split(',').any(|name| name == "memory");
        match controllers {
            "" => Some((root.join(path), root.to_owned(), "memory.max")),
            _ if is_memory => {
                let tree = root.join("memory");
                Some((tree.join(path), tree, "memory.limit_in_bytes"))
            }
            _ => None,
        }
    };
    let limit = |group: &Path, file: &str| -> Option<u64> {
        fs::read_to_string(group.join(file)).ok()?.trim().parse().ok()
    };
    let mut limits = Vec::new();
    for (group, top, file) in text.lines().filter_map(of) {
        let above = group.ancestors().take_while(|group| group.starts_with(&top));
        // In a container the path may be that of the host, which is not seen here.
        limits.extend(above.chain([top.as_path()]).filter_map(|group| limit(group, file)));
    }
    limits
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{group_limits, machine, own_limit};

    #[test]
    fn limits_are_read_as_the_system_writes_them() {
        assert_eq!(machine("MemTotal:       24689752 kB\nMemFree: 1 kB\n"), Some(24_689_752 * 1024));
        let limits = "Limit                     Soft Limit           Hard Limit           Units     \n\
                      Max data size             unlimited            unlimited            bytes     \n\
                      Max address space         1073741824           unlimited            bytes     \n";
        assert_eq!(own_limit(limits), Some(1 << 30));
        assert_eq!(own_limit(&limits.replace("1073741824", "unlimited ")), None);
    }

    #[test]
    fn a_process_is_held_by_all_groups_around_it() {
        let root = std::env::temp_dir().join(format!("mockdrive-groups-{}", std::process::id()));
        let write = |path: &str, text: &str| {
            let file = root.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("room");
            fs::write(file, text).expect("room");
        };
        write("memory.max", "max\n");
        write("a/memory.max", "4096\n");
        write("a/b/memory.max", "8192\n");
        write("memory/memory.limit_in_bytes", "512\n");
        let limits = |text: &str| group_limits(text, &root);
        assert_eq!(limits("0::/a/b\n"), [8192, 4096]);
        assert_eq!(limits("0::/\n"), [0; 0]);
        assert_eq!(limits("4:cpu,memory:/elsewhere\n1:pids:/a\n"), [512, 512]);
        fs::remove_dir_all(&root).expect("made above");
    }
}
