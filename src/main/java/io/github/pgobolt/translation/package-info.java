/**
 * The names of a profile, translated for a build in which cargo gave the same functions other symbols: of another
 * version, with other features, or with other settings of cargo's profile, all of which enter each symbol.
 *
 * <p>In: a merged profile, and what rustc said in a build with it. Out: a profile with the symbols of that build, and how
 * much of it they are. Touches: the folder it is given; it starts llvm-profdata, llvm-objcopy and llvm-nm.
 *
 * <p>What stays the same is the name that people read and LLVM's hash of the control flow. Two functions that have both in
 * common are told apart by their crates ({@link io.github.pgobolt.translation.Crates}), or keep the names they have: counts
 * of one never go to another.
 */
package io.github.pgobolt.translation;
