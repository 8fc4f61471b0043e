//! nested: types in types and iterators in iterators. The name of such a type doubles at every level, and legacy mangling
//! writes it out in the symbol of the function that drops it.

struct Pair<A, B>(A, B);

trait Visit {
    fn visit(&self, sum: &mut u64, value: u64);
}

struct Leaf(Vec<u64>);

impl Visit for Leaf {
    #[inline(never)]
    fn visit(&self, sum: &mut u64, value: u64) {
        let value = value + self.0[(value % 4) as usize];
        *sum = if value % 3 == 0 { sum.wrapping_mul(31) ^ value } else { sum.wrapping_add(value) };
    }
}

impl<A: Visit, B: Visit> Visit for Pair<A, B> {
    #[inline(never)]
    fn visit(&self, sum: &mut u64, value: u64) {
        if value % 2 == 0 {
            self.0.visit(sum, value / 2);
        } else {
            self.1.visit(sum, value / 2 + 1);
        }
    }
}

type P1 = Pair<Leaf, Leaf>;
type P2 = Pair<P1, P1>;
type P3 = Pair<P2, P2>;
type P4 = Pair<P3, P3>;
type P5 = Pair<P4, P4>;
type P6 = Pair<P5, P5>;
type P7 = Pair<P6, P6>;
type P8 = Pair<P7, P7>;
type P9 = Pair<P8, P8>;

trait Grow {
    fn grow(seed: &mut u64) -> Self;
}

impl Grow for Leaf {
    fn grow(seed: &mut u64) -> Leaf {
        *seed += 1;
        Leaf((0..4).map(|n| n * *seed).collect())
    }
}

impl<A: Grow, B: Grow> Grow for Pair<A, B> {
    fn grow(seed: &mut u64) -> Self {
        Pair(A::grow(seed), B::grow(seed))
    }
}

/// The same with closures and adapters of the standard library.
fn chained(text: &[u8]) -> u64 {
    text.iter()
        .map(|b| u64::from(*b))
        .filter(|b| b % 5 != 0)
        .flat_map(|b| (0..b % 7).map(move |n| n * b))
        .zip(text.iter().rev().cycle().map(|b| u64::from(*b)).skip_while(|b| *b == 32))
        .map(|(a, b)| a ^ b)
        .scan(0u64, |state, x| {
            *state = state.wrapping_mul(33).wrapping_add(x);
            Some(*state)
        })
        .fold(0, |a, b| a ^ b.rotate_left(7))
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read(&args[0]).expect("the first argument is a file");
    let passes: u64 = args[1].parse().expect("the second argument is a number");
    let mut sum = 0;
    let mut tree: Box<dyn Visit> = Box::new(Leaf(vec![0; 4]));
    for pass in 0..passes {
        if pass % 100 == 0 {
            let mut seed = pass;
            tree = Box::new(P9::grow(&mut seed));
        }
        for byte in &text {
            tree.visit(&mut sum, u64::from(*byte).wrapping_mul(pass | 1));
        }
        sum ^= chained(&text);
    }
    println!("{sum:x}");
}
