use super::times::Day;
use super::{capitalized, distinct, letters, word, zipf_index};
use crate::random::Random;

pub(super) fn padded(_: &mut Random, count: usize) -> Vec<String> {
    let path = |number| format!("warehouse/events/v2/part-{number:012}");
    (0..count).map(path).collect()
}

pub(super) fn deep(random: &mut Random, count: usize) -> Vec<String> {
    let mut keys = distinct(count / 20, || {
        let folder = letters(random, 3, 8);
        format!("{folder}/{:06x}", random.below(1 << 24))
    });
    let prefix = "projects/alpha/datasets/raw/2023/images/train";
    let image = || format!("{prefix}/{:016x}", random.next());
    keys.extend(distinct(count - keys.len(), image));
    keys.sort_unstable();
    keys
}

pub(super) fn zipf(random: &mut Random, count: usize) -> Vec<String> {
    let mut users = vec![0; 10_000];
    for _ in 0..count {
        users[zipf_index(random, 10_000)] += 1;
    }
    let mut keys = Vec::new();
    for objects in users {
        let user = random.below(1 << 24);
        keys.extend((0..objects).map(|object| format!("user-{user:06x}/obj-{object:08}.json")));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

pub(super) fn git(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || {
        let (folder, high, low) = (random.below(256), random.next(), random.next());
        format!("repo/objects/{folder:02x}/{high:016x}{low:016x}")
    })
}

pub(super) fn tenants(random: &mut Random, count: usize) -> Vec<String> {
    let tenants: Vec<u64> = (0..40).map(|_| random.below(100_000)).collect();
    distinct(count, || {
        let tenant = tenants[zipf_index(random, 40)];
        let table = random.pick(&["events", "orders", "users"]);
        let (day, part, file) = (Day(random.below(1500)), random.below(200), random.next());
        format!("tenant={tenant:05}/table={table}/dt={day}/part-{part:05}-{file:016x}.parquet")
    })
}

pub(super) fn clusters(random: &mut Random, count: usize) -> Vec<String> {
    let mut keys = distinct(count / 2, || {
        format!("a/2021/raw/{:012x}", random.next() >> 16)
    });
    let archived = || format!("z/archive/old/{:09}", random.below(900_000_000));
    keys.extend(distinct(count - keys.len(), archived));
    keys
}

pub(super) fn hosts(random: &mut Random, count: usize) -> Vec<String> {
    let host = |random: &mut Random| {
        let domain = random.pick(&["com", "org", "de", "net", "io", "jp"]);
        format!("{domain}.{}", word(random, 2, 4))
    };
    let hosts: Vec<String> = (0..3000).map(|_| host(random)).collect();
    distinct(count, || {
        let host = &hosts[zipf_index(random, 3000)];
        let (folder, page) = (word(random, 1, 4), word(random, 1, 4));
        format!("{host})/{folder}/{page}?id={}", random.below(100_000))
    })
}

pub(super) fn windows(random: &mut Random, count: usize) -> Vec<String> {
    let folder = |random: &mut Random| {
        let names = (0..random.within(1, 5)).map(|_| capitalized(&word(random, 1, 3)));
        names.collect::<Vec<_>>().join("\\")
    };
    let folders: Vec<String> = (0..2000).map(|_| folder(random)).collect();
    distinct(count, || {
        let folder = &folders[zipf_index(random, 2000)];
        let (name, copy) = (word(random, 1, 4), random.within(1, 40));
        let kind = random.pick(&["docx", "xlsx", "png", "dll"]);
        format!("C:\\{folder}\\{name} ({copy}).{kind}")
    })
}
