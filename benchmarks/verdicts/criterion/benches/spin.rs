use criterion::{black_box, criterion_group, criterion_main, Criterion};
fn rounds() -> u64 { std::env::var("SPIN_ROUNDS").ok().and_then(|v| v.parse().ok()).unwrap_or(100_000) }
fn bench(c: &mut Criterion) {
    let n = rounds();
    c.bench_function("spin", |b| b.iter(|| crit::spin(black_box(n))));
    let mut g = c.benchmark_group("group with space");
    g.bench_function("half", |b| b.iter(|| crit::spin(black_box(n / 2))));
    g.finish();
}
criterion_group!{name = benches; config = Criterion::default().sample_size(10).warm_up_time(std::time::Duration::from_millis(200)).measurement_time(std::time::Duration::from_millis(500)); targets = bench}
criterion_main!(benches);
