use criterion::{black_box, criterion_group, criterion_main, Criterion};

fn bench(c: &mut Criterion) {
    let text = "the quick brown fox jumps over the lazy dog. ".repeat(100);
    c.bench_function("tally", |b| b.iter(|| tally::tally(black_box(&text))));
}

criterion_group!(benches, bench);
criterion_main!(benches);
